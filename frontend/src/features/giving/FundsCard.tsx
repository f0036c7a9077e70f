import { Button, Card } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RoundRead } from '@/client'
import { formatMoney } from '@/lib/format'
import parts from '@/ui/parts.module.css'
import { Money } from '@/ui/values'
import { AllocateDialog } from './AllocateDialog'
import classes from './Giving.module.css'

/** Where the round's money comes from: set aside, handed over, left. */
export function FundsCard({ round }: { round: RoundRead }) {
  const { t } = useTranslation('giving')
  const [open, setOpen] = useState(false)
  return (
    <Card component="section" aria-labelledby="funds" className={parts.card}>
      <h2 id="funds">{t('funds.title')}</h2>
      {round.funds.length === 0 && <p className={parts.quiet}>{t('funds.empty')}</p>}
      {round.funds.length > 0 && (
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th>{t('funds.donor')}</th>
                <th className={classes.number}>{t('amounts.allocated')}</th>
                <th className={classes.number}>{t('amounts.handed_over')}</th>
                <th className={classes.number}>{t('funds.left')}</th>
              </tr>
            </thead>
            <tbody>
              {round.funds.map((one) => (
                <tr key={one.donor_id}>
                  <td className={classes.head}>
                    <Link to="/donors/$donorId" params={{ donorId: one.donor_id }}>
                      {one.donor_name}
                    </Link>
                  </td>
                  <td className={classes.number} data-label={t('amounts.allocated')}>
                    <Money value={one.allocated} />
                  </td>
                  <td className={classes.number} data-label={t('amounts.handed_over')}>
                    <Money value={one.handed_over} />
                  </td>
                  <td className={classes.number} data-label={t('funds.left')}>
                    <Money value={one.left} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {round.needed > 0 && (
        <p className={parts.hint}>{t('funds.needed', { amount: formatMoney(round.needed) })}</p>
      )}
      {round.allowed_actions.includes('allocate') && (
        <div className={classes.ways}>
          <Button variant="default" onClick={() => setOpen(true)}>
            {t('funds.allocate')}
          </Button>
        </div>
      )}
      {open && <AllocateDialog round={round} onClose={() => setOpen(false)} />}
    </Card>
  )
}

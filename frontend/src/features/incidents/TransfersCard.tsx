import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type CaseRead, withdrawIncidentOffer } from '@/client'
import { formatInstant } from '@/lib/format'
import parts from '@/ui/parts.module.css'
import { StateChip } from '@/ui/StateChip'
import { useCaseVerb } from './api'
import { Fold } from './Fold'
import classes from './Incidents.module.css'

/** Wards that were asked to take the case, and what they said. */
export function TransfersCard({ one }: { one: CaseRead }) {
  const { t } = useTranslation('incidents')
  const withdraw = useCaseVerb<string>({
    done: 'offerWithdrawn',
    call: (transfer_id) => withdrawIncidentOffer({ path: { case_id: one.id, transfer_id } }),
  })
  if (one.transfers.length === 0) return null
  const waits = one.transfers.some(({ state }) => state === 'offered')
  return (
    <Fold title={t('transfers.title')} aside={one.transfers.length} open={waits}>
      <ul className={`${parts.plain} ${parts.dense}`}>
        {one.transfers.map((transfer) => (
          <li key={transfer.id} className={parts.row}>
            <div className={classes.grow}>
              <strong>{transfer.to_ward_name}</strong>{' '}
              <StateChip state={transfer.state} word={t(`transferState.${transfer.state}`)} />
              <p className={parts.quiet}>
                {t('arrival.offered', { at: formatInstant(transfer.offered_at) })}
              </p>
              <p className={classes.text}>{transfer.reason}</p>
              {transfer.answer && (
                <p className={parts.reason}>{t('transfers.answer', { answer: transfer.answer })}</p>
              )}
            </div>
            {transfer.state === 'offered' && one.allowed_actions.includes('offer') && (
              <Button
                variant="default"
                loading={withdraw.isPending}
                onClick={() => withdraw.mutate(transfer.id)}
              >
                {t('transfers.withdraw')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Fold>
  )
}

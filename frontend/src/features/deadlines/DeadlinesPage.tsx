import { Button, Card } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeadlineRuleRead } from '@/client'
import { formatDate, formatInstant } from '@/lib/format'
import { Facts } from '@/ui/Facts'
import { OneRecord } from '@/ui/OneRecord'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { rulesQuery } from './api'
import { ShorterDialog } from './ShorterDialog'
import { useAmount } from './use-amount'

/** The lead's page: what the law gives, and where the ward gives itself less. */
export default function DeadlinesPage() {
  const { t } = useTranslation('deadlines')
  const [changed, setChanged] = useState<DeadlineRuleRead | null>(null)
  return (
    <div className={parts.column}>
      <PageHeader title={t('title')} />
      <p className={parts.quiet}>{t('about')}</p>
      <OneRecord query={rulesQuery}>
        {({ items }) => items.map((rule) => <Rule key={rule.id} rule={rule} onChange={setChanged} />)}
      </OneRecord>
      {changed && <ShorterDialog rule={changed} onClose={() => setChanged(null)} />}
    </div>
  )
}

function Rule({ rule, onChange }: { rule: DeadlineRuleRead; onChange: (rule: DeadlineRuleRead) => void }) {
  const { t } = useTranslation('deadlines')
  const amount = useAmount()
  const { own } = rule
  return (
    <Card component="article" className={parts.card}>
      <div className={parts.row}>
        <h2>{rule.name}</h2>
        <Button
          variant="default"
          className="no-print"
          aria-label={t('changeOf', { name: rule.name })}
          onClick={() => onChange(rule)}
        >
          {t('change')}
        </Button>
      </div>
      <Facts
        facts={[
          [t('law'), amount(rule.amount, rule.unit)],
          [t('startsWith'), rule.starts_with],
          [t('legalBasis'), rule.legal_basis],
          [t('validFrom'), formatDate(rule.valid_from)],
          [
            t('own'),
            own &&
              t('ownBy', {
                amount: amount(own.amount, rule.unit),
                name: own.set_by_name,
                at: formatInstant(own.since),
              }),
          ],
        ]}
      />
    </Card>
  )
}

import { Card } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CaseCounts as Counts } from '@/client'
import { formatNumber } from '@/lib/format'
import parts from '@/ui/parts.module.css'

/** What of its year an assignment about cases may tell: numbers alone, and no small ones. */
export function CaseCounts({ counts }: { counts: Counts }) {
  const { t } = useTranslation('assignments')
  return (
    <Card component="section" aria-labelledby="case-counts" className={parts.card}>
      <h2 id="case-counts">{t('cases.title')}</h2>
      <dl className={parts.facts}>
        {(['received', 'in_time', 'open'] as const).map((name) => (
          <div key={name}>
            <dt>{t(`cases.${name}`)}</dt>
            <dd className="figure">
              {counts[name] === null ? (
                <span className={parts.quiet}>{t('cases.hidden')}</span>
              ) : (
                formatNumber(counts[name])
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

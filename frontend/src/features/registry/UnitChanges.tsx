import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formatDate } from '@/lib/format'
import parts from '@/ui/parts.module.css'
import { unitChangesQuery } from './api'
import classes from './registry.module.css'
import { useUnitChangeWords } from './unit-change-words'

/** Units of former days, folded: what became of each, by what paper, and what passed. */
export function UnitChanges() {
  const { t } = useTranslation('registry')
  const words = useUnitChangeWords()
  const changes = useQuery(unitChangesQuery).data?.items ?? []
  const ended = changes.reduce((sum, change) => sum + change.predecessors.length, 0)
  if (ended === 0) return null
  return (
    <details className={classes.former}>
      <summary>{t('change.former', { count: ended })}</summary>
      <ul className={`${parts.plain} ${parts.dense}`}>
        {changes.map((change) => {
          const heir = change.successors.find((one) => one.inherits)?.name ?? ''
          return (
            <li key={change.id}>
              {words.sentence({
                ...change,
                from: change.predecessors.map((one) => one.name),
                to: change.successors.map((one) => one.name),
              })}
              <p className={parts.quiet}>
                {t('change.paper', { number: change.paper_number, on: formatDate(change.paper_on) })}{' '}
                {words.followed(heir, change.followed)}
              </p>
            </li>
          )
        })}
      </ul>
    </details>
  )
}

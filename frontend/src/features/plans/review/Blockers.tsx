import { useTranslation } from 'react-i18next'
import type { BlockerRead } from '@/client'
import classes from './review.module.css'

/** What still stops the publication, each with the way to its line. */
export function Blockers({
  blockers,
  onSelect,
}: {
  blockers: BlockerRead[]
  onSelect: (id: string) => void
}) {
  const { t } = useTranslation('plans')
  if (blockers.length === 0) return null
  return (
    <details className={classes.notes} data-tone="bad" open={blockers.length <= 3}>
      <summary>{t('blocker.title', { count: blockers.length })}</summary>
      <ul>
        {blockers.map((blocker, index) => (
          <li key={`${blocker.code} ${blocker.item_id} ${index}`}>
            {blocker.detail}{' '}
            {blocker.item_id && (
              <button
                type="button"
                className={classes.jump}
                onClick={() => onSelect(blocker.item_id as string)}
              >
                {t('review.jump')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

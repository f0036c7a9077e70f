import { Card } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '@/lib/format'
import { Chip } from '@/ui/Chip'
import { revisionsQuery } from './api'
import classes from './plans.module.css'

/** The first publication and the numbered amendments. */
export function Revisions({ planId }: { planId: string }) {
  const { t } = useTranslation('plans')
  const revisions = useQuery(revisionsQuery(planId))
  if (!revisions.data?.items.length) return null
  return (
    <Card component="section" aria-labelledby="revisions">
      <h2 id="revisions">{t('revision.title')}</h2>
      <ul className={classes.revisions}>
        {revisions.data.items.map((revision) => (
          <li key={revision.id}>
            <span>{revision.number === 0 ? t('revision.first') : t('revision.amendment', revision)}</span>
            {revision.published_at ? (
              <span className={classes.quiet}>
                {t('revision.published', { at: formatInstant(revision.published_at) })}
              </span>
            ) : (
              <Chip tone="warm" shape="diamond">
                {t('revision.open', { at: formatInstant(revision.saved_at) })}
              </Chip>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

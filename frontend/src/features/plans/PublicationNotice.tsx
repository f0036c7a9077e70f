import { Alert } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Publication, planKeys } from './api'

/** What the publication just did; stays until it is closed or the page is left for good. */
export function PublicationNotice({ planId }: { planId: string }) {
  const { t } = useTranslation(['plans', 'common'])
  const queryClient = useQueryClient()
  const key = planKeys.publication(planId)
  const { data } = useQuery<Publication | null>({ queryKey: key, queryFn: skipToken })
  if (!data) return null
  const parts = [
    t('published.created', { count: data.created }),
    data.changed > 0 && t('published.changed', { count: data.changed }),
    data.withdrawn > 0 && t('published.withdrawn', { count: data.withdrawn }),
    data.kept.length > 0 && t('published.kept', { count: data.kept.length }),
  ]
  return (
    <Alert
      role="status"
      color="brand"
      mb="md"
      icon={<IconCircleCheck />}
      title={t('published.title', { count: data.assignments })}
      withCloseButton
      closeButtonLabel={t('common:action.close')}
      onClose={() => queryClient.setQueryData(key, null)}
    >
      {parts.filter(Boolean).join(' · ')}
    </Alert>
  )
}

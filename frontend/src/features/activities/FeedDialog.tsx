import { Button, CopyButton, Modal, Select, Stack, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createCalendarFeed, revokeCalendarFeed } from '@/client'
import { unwrap, useAction } from '@/lib/api'
import { formatInstant } from '@/lib/format'
import { useSession } from '@/lib/session'
import { useUnits } from '@/lib/use-units'
import { ErrorState } from '@/ui/ErrorState'
import { showDone, showProblem } from '@/ui/notices'
import parts from '@/ui/parts.module.css'
import { LinesSkeleton } from '@/ui/Skeletons'
import classes from './Activities.module.css'
import { feedsQuery } from './api'

/** Secret addresses under which a phone's own calendar reads a unit's activities. */
export function FeedDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['activities', 'common'])
  const session = useSession()
  const queryClient = useQueryClient()
  const units = useUnits('activity:correct')
  const [unitId, setUnitId] = useState<string | null>(session.units[0]?.id ?? null)
  const feeds = useQuery(feedsQuery)
  const again = () => queryClient.invalidateQueries({ queryKey: feedsQuery.queryKey })
  const create = useAction({
    action: (unit_id: string, headers) => createCalendarFeed({ path: { unit_id }, headers }).then(unwrap),
    onSuccess: again,
    onError: showProblem,
  })
  const revoke = useAction({
    action: (feed_id: string) => revokeCalendarFeed({ path: { feed_id } }),
    onSuccess: () => {
      showDone(t('feed.revoked'))
      return again()
    },
    onError: showProblem,
  })
  return (
    <Modal
      opened
      onClose={onClose}
      // The address is shown once: a slip of the hand may not close it.
      closeOnClickOutside={false}
      title={t('feed.title')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <Stack>
        <p className={classes.words}>{t('feed.lead')}</p>
        {create.data ? (
          <>
            <TextInput
              label={t('feed.address', { unit: create.data.unit_name })}
              description={t('feed.once')}
              value={`${location.origin}${create.data.path}`}
              readOnly
              onFocus={(event) => event.currentTarget.select()}
            />
            <CopyButton value={`${location.origin}${create.data.path}`}>
              {({ copied, copy }) => (
                <Button
                  onClick={copy}
                  leftSection={copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
                >
                  {t(copied ? 'feed.copied' : 'feed.copy')}
                </Button>
              )}
            </CopyButton>
          </>
        ) : (
          <>
            {(units.ofWard || units.own.length > 1) && (
              <Select
                label={t('feed.unit')}
                data={units.own}
                value={unitId}
                onChange={setUnitId}
                searchable
                nothingFoundMessage={t('common:list.nothingFound')}
              />
            )}
            <Button
              loading={create.isPending}
              disabled={!unitId}
              onClick={() => unitId && create.mutate(unitId)}
            >
              {t('feed.create')}
            </Button>
          </>
        )}
        {feeds.isPending && <LinesSkeleton lines={2} />}
        {feeds.isError && <ErrorState error={feeds.error} onRetry={() => feeds.refetch()} />}
        {feeds.data && feeds.data.items.length > 0 && (
          <section aria-labelledby="feeds">
            <h3 id="feeds" style={{ margin: '0 0 8px', fontSize: 15 }}>
              {t('feed.list')}
            </h3>
            <ul className={parts.plain}>
              {feeds.data.items.map((feed) => (
                <li key={feed.id} className={parts.row}>
                  <span>
                    {feed.unit_name}
                    <span className={parts.quiet} style={{ display: 'block' }}>
                      {feed.author_name} · {formatInstant(feed.created_at)}
                    </span>
                  </span>
                  <Button
                    variant="default"
                    loading={revoke.isPending && revoke.variables === feed.id}
                    onClick={() => revoke.mutate(feed.id)}
                  >
                    {t('feed.revoke')}
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </Stack>
    </Modal>
  )
}

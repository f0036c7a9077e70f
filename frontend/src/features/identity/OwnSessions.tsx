import { Button, Card } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { revokeOwnSession, type SessionItem } from '@/client'
import { useAction } from '@/lib/api'
import { formatInstant } from '@/lib/format'
import { Chip } from '@/ui/Chip'
import { ErrorState } from '@/ui/ErrorState'
import { showDone, showProblem } from '@/ui/notices'
import { LinesSkeleton } from '@/ui/Skeletons'
import classes from './AccountPage.module.css'
import { ownSessionsQuery } from './api'
import { deviceName } from './device-name'

/** Where the account is signed in, and the way to end what is not one's own. */
export function OwnSessions() {
  const { t } = useTranslation('identity')
  const queryClient = useQueryClient()
  const sessions = useQuery(ownSessionsQuery)
  const revoke = useAction({
    action: (session: SessionItem) => revokeOwnSession({ path: { session_id: session.id } }),
    onSuccess: (_, session) => {
      showDone(t('sessions.revoked', { device: name(session.user_agent) }))
      return queryClient.invalidateQueries(ownSessionsQuery)
    },
    onError: showProblem,
  })
  const name = (agent: string) => deviceName(agent) ?? t('sessions.unknown')

  return (
    <Card component="section" aria-labelledby="sessions">
      <h2 id="sessions">{t('sessions.title')}</h2>
      <p className={classes.lead}>{t('sessions.lead')}</p>
      {sessions.isPending && <LinesSkeleton />}
      {sessions.isError && <ErrorState error={sessions.error} onRetry={() => sessions.refetch()} />}
      <ul className={classes.sessions}>
        {sessions.data?.items.map((session) => (
          <li key={session.id}>
            <div className={classes.device}>
              <div>{name(session.user_agent)}</div>
              <div className={classes.seen}>
                {t('sessions.seen', { at: formatInstant(session.last_seen_at) })}
              </div>
              <div className={classes.seen}>
                {t('sessions.since', { at: formatInstant(session.created_at) })}
              </div>
            </div>
            {session.current ? (
              <Chip tone="ok" shape="check">
                {t('sessions.current')}
              </Chip>
            ) : (
              <Button
                variant="default"
                aria-label={t('sessions.revokeName', { device: name(session.user_agent) })}
                loading={revoke.isPending && revoke.variables?.id === session.id}
                onClick={() => revoke.mutate(session)}
              >
                {t('sessions.revoke')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

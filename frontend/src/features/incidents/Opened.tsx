import { Button } from '@mantine/core'
import { IconKey, IconShieldLock, IconWifiOff } from '@tabler/icons-react'
import { type QueryKey, type UseQueryOptions, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '@/lib/api'
import { ErrorState } from '@/ui/ErrorState'
import { LinkButton } from '@/ui/LinkButton'
import { Message } from '@/ui/Message'
import { CardsSkeleton } from '@/ui/Skeletons'
import { noSuchPage } from './no-such-page'

type Props<Read, Key extends QueryKey> = {
  query: UseQueryOptions<Read, Error, Read, Key>
  children: (read: Read) => ReactNode
}

/** Reads something of a case, then shows it; for who may not see it there is no such page. */
export function Opened<Read, Key extends QueryKey>({ query, children }: Props<Read, Key>) {
  const read = useQuery(query)
  if (read.isPending) return read.fetchStatus === 'paused' ? <NoLine /> : <CardsSkeleton cards={4} />
  if (read.isError) return <Shut error={read.error} onRetry={() => read.refetch()} />
  return children(read.data)
}

/** Without a line nothing of a case can be read; once it is back, the reading goes on by itself. */
function NoLine() {
  const { t } = useTranslation('incidents')
  return (
    <Message page icon={IconWifiOff} title={t('door.offline')}>
      {t('door.offlineHelp')}
    </Message>
  )
}

function Shut({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useTranslation(['incidents', 'common'])
  if (isProblem(error) && error.status === 404) noSuchPage()
  if (isProblem(error, 'second_factor_needed'))
    return (
      <Message
        page
        icon={IconShieldLock}
        title={t('door.secondFactor')}
        action={<LinkButton to="/account">{t('door.account')}</LinkButton>}
      >
        {t('door.secondFactorHelp')}
      </Message>
    )
  if (isProblem(error, 'keys_away'))
    return (
      <Message
        page
        tone="bad"
        icon={IconKey}
        title={t('door.keys')}
        action={
          <Button variant="default" onClick={onRetry}>
            {t('common:action.retry')}
          </Button>
        }
      >
        {t('door.keysHelp')}
      </Message>
    )
  return <ErrorState page error={error} onRetry={onRetry} />
}

import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { listIncidentCases } from '@/client'
import { unwrap } from '@/lib/api'
import { ErrorState } from '@/ui/ErrorState'
import parts from '@/ui/parts.module.css'
import { CardsSkeleton } from '@/ui/Skeletons'
import { CASES, NEVER_KEPT } from './api'
import { CaseItem } from './CaseItem'
import classes from './Incidents.module.css'

/** Cases that are over, newest receipt first. */
export function ClosedCases() {
  const { t } = useTranslation(['incidents', 'common'])
  const pages = useInfiniteQuery({
    ...NEVER_KEPT,
    queryKey: [...CASES, 'closed'],
    queryFn: ({ pageParam, signal }) =>
      listIncidentCases({ query: { closed: true, after: pageParam, limit: 24 }, signal }).then(unwrap),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  })
  if (pages.isPending) return <CardsSkeleton cards={2} />
  if (pages.isError) return <ErrorState error={pages.error} onRetry={() => pages.refetch()} />
  const items = pages.data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <p className={parts.quiet}>{t('board.noneClosed')}</p>
  return (
    <>
      <ul className={classes.cards}>
        {items.map((one) => (
          <li key={one.id}>
            <CaseItem one={one} clocks={false} />
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
          {t('common:list.more')}
        </Button>
      )}
    </>
  )
}

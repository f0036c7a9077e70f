import { Button, Card } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listNotices, markAllNoticesRead, markNoticeRead, type NoticeItem } from '@/client'
import { unwrap, useAction } from '@/lib/api'
import { formatInstant } from '@/lib/format'
import { NOTICES } from '@/lib/notices'
import { textAt } from '@/lib/texts'
import { usePages } from '@/lib/use-pages'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { showProblem } from '@/ui/notices'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { CardsSkeleton } from '@/ui/Skeletons'
import classes from './NoticesPage.module.css'

/** What the person is told, newest first; what is over isn't there any more. */
export default function NoticesPage() {
  const { t } = useTranslation(['notices', 'common'])
  const queryClient = useQueryClient()
  const pages = usePages([...NOTICES, 'list'], (after, signal) =>
    listNotices({ query: { after }, signal }).then(unwrap),
  )
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: NOTICES })
  const open = useAction({
    action: (notice: NoticeItem) => markNoticeRead({ path: { notice_id: notice.id } }),
    onSuccess,
  })
  const openAll = useAction({ action: () => markAllNoticesRead(), onSuccess, onError: showProblem })
  const body = () => {
    if (pages.isPending) return <CardsSkeleton cards={3} />
    if (pages.isError) return <ErrorState error={pages.error} onRetry={() => pages.refetch()} />
    if (items.length === 0) return <EmptyState title={t('none')}>{t('noneHelp')}</EmptyState>
    return (
      <Card className={parts.card}>
        <ul className={parts.plain}>
          {items.map((notice) => (
            <li key={notice.id}>
              <Notice notice={notice} onOpen={() => notice.read_at ?? open.mutate(notice)} />
            </li>
          ))}
        </ul>
        {pages.hasNextPage && (
          <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
            {t('common:list.more')}
          </Button>
        )}
      </Card>
    )
  }
  return (
    <div className={parts.column}>
      <PageHeader
        title={t('title')}
        action={
          items.some((notice) => !notice.read_at) && (
            <Button variant="default" loading={openAll.isPending} onClick={() => openAll.mutate()}>
              {t('readAll')}
            </Button>
          )
        }
      />
      {body()}
    </div>
  )
}

function Notice({ notice, onOpen }: { notice: NoticeItem; onOpen: () => void }) {
  const { t } = useTranslation('notices')
  return (
    <Link
      to={notice.path}
      className={`${classes.notice} ${notice.read_at ? '' : classes.unread}`}
      onClick={onOpen}
    >
      <span className={classes.dot} aria-hidden />
      <span className={classes.text}>
        {!notice.read_at && <span className="visually-hidden">{t('unread')}</span>}
        <span className={classes.words}>
          {textAt(`notices:words.${notice.words}`, t('words.something_to_do'))}
        </span>
        <span className={parts.quiet}>{formatInstant(notice.made_at)}</span>
      </span>
    </Link>
  )
}

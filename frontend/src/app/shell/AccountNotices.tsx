import { Button } from '@mantine/core'
import { IconShieldExclamation } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { acknowledgeNotice, type NoticeRead } from '@/client'
import { useAction } from '@/lib/api'
import { formatInstant } from '@/lib/format'
import { sessionQuery } from '@/lib/session'
import { showProblem } from '@/ui/notices'
import classes from './AccountNotices.module.css'

/** What somebody did to the account, on every page until its owner has put it away. */
export function AccountNotices({ notices }: { notices: NoticeRead[] }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const read = useAction({
    action: (notice: NoticeRead) => acknowledgeNotice({ path: { notice_id: notice.id } }),
    onSuccess: () => queryClient.invalidateQueries(sessionQuery),
    onError: showProblem,
  })
  if (notices.length === 0) return null
  return (
    <section aria-label={t('notice.title')} className={`${classes.notices} no-print`}>
      {notices.map((notice) => (
        <div key={notice.id} className={classes.notice} role="status">
          <IconShieldExclamation size={22} aria-hidden />
          <p>{t(`notice.${notice.kind}`, { ...notice.facts, at: formatInstant(notice.at) })}</p>
          <Button
            variant="default"
            loading={read.isPending && read.variables?.id === notice.id}
            onClick={() => read.mutate(notice)}
          >
            {t('notice.read')}
          </Button>
        </div>
      ))}
    </section>
  )
}

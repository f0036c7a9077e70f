import { Button } from '@mantine/core'
import { IconAlertTriangle, IconWifiOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '@/lib/api'
import { Message } from './Message'
import { NoPermission } from './NoPermission'
import { useProblemText } from './problem-text'

/** A failed reading: what happened, what is safe, the code to quote, and a way to try again. */
export function ErrorState({
  error,
  onRetry,
  page,
}: {
  error: unknown
  onRetry?: () => void
  page?: boolean
}) {
  const { t } = useTranslation()
  const text = useProblemText()
  if (isProblem(error) && error.status === 403) return <NoPermission page={page} />
  const offline = isProblem(error, 'offline')
  return (
    <Message
      page={page}
      tone="bad"
      icon={offline ? IconWifiOff : IconAlertTriangle}
      title={t('error.title')}
      action={
        onRetry && (
          <Button variant="default" onClick={onRetry}>
            {t('error.retry')}
          </Button>
        )
      }
    >
      {text(error)}
      {isProblem(error) && !offline && <div>{t('error.code', { code: error.code })}</div>}
    </Message>
  )
}

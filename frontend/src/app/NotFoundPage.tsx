import { Button } from '@mantine/core'
import { IconMapQuestion } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Message } from '@/ui/Message'

export function NotFoundPage() {
  const { t } = useTranslation()
  return (
    <Message
      page
      icon={IconMapQuestion}
      title={t('notFound.title')}
      action={<Button renderRoot={(props) => <Link to="/" {...props} />}>{t('error.home')}</Button>}
    >
      {t('notFound.body')}
    </Message>
  )
}

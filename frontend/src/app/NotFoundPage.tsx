import { IconMapQuestion } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '@/ui/LinkButton'
import { Message } from '@/ui/Message'

export function NotFoundPage() {
  const { t } = useTranslation()
  return (
    <Message
      page
      icon={IconMapQuestion}
      title={t('notFound.title')}
      action={<LinkButton to="/">{t('error.home')}</LinkButton>}
    >
      {t('notFound.body')}
    </Message>
  )
}

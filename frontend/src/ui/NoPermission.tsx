import { IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { LinkButton } from './LinkButton'
import { Message } from './Message'

export function NoPermission({ page = true }: { page?: boolean }) {
  const { t } = useTranslation()
  return (
    <Message
      page={page}
      icon={IconLock}
      title={t('noPermission.title')}
      action={
        <LinkButton variant="default" to="/">
          {t('error.home')}
        </LinkButton>
      }
    >
      {t('noPermission.body')}
    </Message>
  )
}

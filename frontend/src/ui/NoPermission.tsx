import { Button } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Message } from './Message'

export function NoPermission({ page = true }: { page?: boolean }) {
  const { t } = useTranslation()
  return (
    <Message
      page={page}
      icon={IconLock}
      title={t('noPermission.title')}
      action={
        <Button variant="default" renderRoot={(props) => <Link to="/" {...props} />}>
          {t('error.home')}
        </Button>
      }
    >
      {t('noPermission.body')}
    </Message>
  )
}

import { Button, PasswordInput, Stack } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { proveSession } from '@/client'
import { useAction } from '@/lib/api'
import { useSession } from '@/lib/session'
import { FormErrors } from '@/ui/FormErrors'
import { Message } from '@/ui/Message'
import { useProblemText } from '@/ui/problem-text'
import { unlock } from './lock'

/** In place of the page, until the password is typed once more; then it goes on where it was. */
export function LockScreen() {
  const { t } = useTranslation('incidents')
  const { account } = useSession()
  const problemText = useProblemText()
  const [password, setPassword] = useState('')
  const prove = useAction({
    action: (password: string) => proveSession({ body: { password } }),
    onSuccess: unlock,
  })
  return (
    <Message
      page
      icon={IconLock}
      title={t('lock.title')}
      action={
        <form
          onSubmit={(event) => {
            event.preventDefault()
            prove.mutate(password)
          }}
        >
          <Stack gap="md" w={300} maw="100%" ta="left">
            <FormErrors faults={prove.error ? [{ message: problemText(prove.error) }] : []} />
            <input type="hidden" name="username" autoComplete="username" value={account.login} readOnly />
            <PasswordInput
              label={t('lock.password')}
              autoComplete="current-password"
              visibilityToggleButtonProps={{ 'aria-label': t('lock.show') }}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <Button type="submit" loading={prove.isPending} disabled={!password}>
              {t('lock.open')}
            </Button>
          </Stack>
        </form>
      }
    >
      {t('lock.body')}
    </Message>
  )
}

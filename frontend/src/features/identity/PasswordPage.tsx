import { Button, Card, PasswordInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changePassword, type PasswordChange } from '@/client'
import { useAction } from '@/lib/api'
import { sessionQuery, useSession } from '@/lib/session'
import { FormErrors, type FormFault } from '@/ui/FormErrors'
import { showDone } from '@/ui/notices'
import { PageHeader } from '@/ui/PageHeader'
import { useProblemText } from '@/ui/problem-text'
import { MIN_PASSWORD, NewPasswordField } from './NewPasswordField'

/** Change the own password; after a first sign-in the only page there is. */
export default function PasswordPage() {
  const { t } = useTranslation('identity')
  const session = useSession()
  const [first] = useState(session.account.must_change_password)
  const router = useRouter()
  const queryClient = useQueryClient()
  const problemText = useProblemText()
  const [faults, setFaults] = useState<FormFault[]>([])

  const form = useForm({
    initialValues: { current_password: '', new_password: '' },
    validate: {
      current_password: (value) => (value ? null : t('password.needCurrent')),
      new_password: (value) => (value.length >= MIN_PASSWORD ? null : t('password.tooShort')),
    },
  })

  const change = useAction({
    action: (body: PasswordChange) => changePassword({ body }),
    onSuccess: async () => {
      await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })
      showDone(t('password.done'))
      await router.navigate({ to: first ? '/' : '/account' })
    },
    onError: (error) => setFaults([{ message: problemText(error) }]),
  })

  return (
    <>
      <PageHeader title={first ? t('password.firstTitle') : t('password.title')} />
      <Card maw={520}>
        <form
          noValidate
          onSubmit={form.onSubmit(
            (values) => change.mutate(values),
            (errors) =>
              setFaults(
                Object.entries(errors).map(([fieldId, message]) => ({ fieldId, message: String(message) })),
              ),
          )}
        >
          <Stack gap="md">
            {first && <p style={{ margin: 0 }}>{t('password.firstLead')}</p>}
            <FormErrors faults={faults} />
            {/* Lets password managers keep the new password under the right name. */}
            <input
              type="hidden"
              name="username"
              autoComplete="username"
              value={session.account.login}
              readOnly
            />
            <PasswordInput
              id="current_password"
              label={t('password.current')}
              autoComplete="current-password"
              visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
              {...form.getInputProps('current_password')}
            />
            <NewPasswordField {...form.getInputProps('new_password')} />
            <Button type="submit" loading={change.isPending}>
              {t('password.submit')}
            </Button>
          </Stack>
        </form>
      </Card>
    </>
  )
}

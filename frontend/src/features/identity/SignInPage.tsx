import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type SignIn, signIn } from '@/client'
import { isProblem, useAction } from '@/lib/api'
import { sessionQuery } from '@/lib/session'
import { FormErrors, type FormFault } from '@/ui/FormErrors'
import { useProblemText } from '@/ui/problem-text'
import { CodeStep } from './CodeStep'
import { Doorway } from './Doorway'
import { useCountdown } from './use-countdown'

export default function SignInPage() {
  const { t } = useTranslation(['identity', 'common'])
  const { next, ended } = useSearch({ from: '/sign-in' })
  const router = useRouter()
  const queryClient = useQueryClient()
  const problemText = useProblemText()
  const [faults, setFaults] = useState<FormFault[]>([])
  const [askCode, setAskCode] = useState(false)
  const wait = useCountdown()

  const form = useForm({
    initialValues: { login: '', password: '' },
    validate: {
      login: (login) => (login.trim() ? null : t('signIn.needLogin')),
      password: (password) => (password ? null : t('signIn.needPassword')),
    },
  })

  const enter = useAction({
    action: (body: SignIn) => signIn({ body }),
    onSuccess: async () => {
      // Whatever was read before belongs to nobody or to somebody else.
      queryClient.clear()
      await queryClient.fetchQuery(sessionQuery)
      router.history.push(next ?? '/')
    },
    onError: (error) => {
      if (isProblem(error, 'totp_required')) {
        setFaults([])
        setAskCode(true)
      } else if (isProblem(error, 'too_many_requests')) {
        wait.start(Number(error.extra.retry_after ?? 30))
        setFaults([])
      } else if (isProblem(error, 'bad_credentials') || isProblem(error, 'totp_wrong')) {
        setFaults([{ message: t(`signIn.${error.code as 'bad_credentials' | 'totp_wrong'}`) }])
      } else {
        setFaults([{ message: problemText(error) }])
      }
    },
  })

  const submit = (totp_code?: string) =>
    enter.mutate({
      login: form.values.login.trim(),
      password: form.values.password,
      ...(totp_code && { totp_code }),
    })

  const notices = (
    <>
      <FormErrors faults={faults} />
      {wait.seconds > 0 && (
        // Read out once: the seconds that follow stand on the button.
        <FormErrors faults={wait.announced} />
      )}
    </>
  )
  const label = (text: string) => (wait.seconds > 0 ? t('signIn.waiting', { count: wait.seconds }) : text)

  if (askCode) {
    return (
      <Doorway title={t('signIn.codeTitle')} lead={t('signIn.codeLead')}>
        <CodeStep
          notices={notices}
          submitLabel={label(t('signIn.codeSubmit'))}
          busy={enter.isPending}
          disabled={wait.seconds > 0}
          onSubmit={submit}
          onBack={() => {
            setAskCode(false)
            setFaults([])
            form.setFieldValue('password', '')
          }}
        />
      </Doorway>
    )
  }

  return (
    <Doorway title={t('signIn.title')} lead={ended ? t('common:signedOut') : t('signIn.lead')}>
      <form
        noValidate
        onSubmit={form.onSubmit(
          () => submit(),
          (errors) =>
            setFaults(
              Object.entries(errors).map(([field, message]) => ({
                fieldId: field,
                message: String(message),
              })),
            ),
        )}
      >
        <Stack gap="md">
          {notices}
          <TextInput
            id="login"
            label={t('signIn.login')}
            autoComplete="username"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            {...form.getInputProps('login')}
          />
          <PasswordInput
            id="password"
            label={t('signIn.password')}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
            {...form.getInputProps('password')}
          />
          <Button type="submit" fullWidth mt={4} loading={enter.isPending} disabled={wait.seconds > 0}>
            {label(t('signIn.submit'))}
          </Button>
          <Text size="sm" c="dimmed">
            {t('signIn.forgot')}
          </Text>
        </Stack>
      </form>
    </Doorway>
  )
}

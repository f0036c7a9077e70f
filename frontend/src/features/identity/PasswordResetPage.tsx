import { Button, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { redeemPasswordReset } from '@/client'
import { isProblem, useAction } from '@/lib/api'
import { ErrorState } from '@/ui/ErrorState'
import { FormErrors, type FormFault } from '@/ui/FormErrors'
import { LinkButton } from '@/ui/LinkButton'
import { useProblemText } from '@/ui/problem-text'
import { LinesSkeleton } from '@/ui/Skeletons'
import { passwordResetQuery } from './api'
import { Doorway } from './Doorway'
import { MIN_PASSWORD, NewPasswordField } from './NewPasswordField'

/** Where an administrator's one-time link leads. */
export default function PasswordResetPage() {
  const { t } = useTranslation('identity')
  const { token } = useParams({ from: '/reset/$token' })
  const reset = useQuery(passwordResetQuery(token))
  const problemText = useProblemText()
  const [password, setPassword] = useState('')
  const [faults, setFaults] = useState<FormFault[]>([])
  const redeem = useAction({
    action: () => redeemPasswordReset({ path: { token }, body: { new_password: password } }),
    onError: (error) => setFaults([{ message: problemText(error) }]),
  })

  const toSignIn = (
    <LinkButton fullWidth to="/sign-in">
      {t('reset.toSignIn')}
    </LinkButton>
  )
  if (redeem.isSuccess) {
    return (
      <Doorway title={t('reset.done')} lead={t('reset.doneLead')}>
        {toSignIn}
      </Doorway>
    )
  }
  if (isGone(reset.error) || isGone(redeem.error)) {
    return (
      <Doorway title={t('reset.gone')} lead={t('reset.goneLead')}>
        {toSignIn}
      </Doorway>
    )
  }
  if (waits(reset.error) || waits(redeem.error)) {
    return (
      <Doorway title={t('reset.waits')} lead={t('reset.waitsLead')}>
        <Button
          fullWidth
          loading={reset.isFetching}
          onClick={() => {
            redeem.reset()
            reset.refetch()
          }}
        >
          {t('reset.tryAgain')}
        </Button>
      </Doorway>
    )
  }
  return (
    <Doorway
      title={t('reset.title')}
      lead={reset.data && t('reset.for', { name: reset.data.full_name, login: reset.data.login })}
    >
      {reset.isPending && <LinesSkeleton />}
      {reset.isError && <ErrorState error={reset.error} onRetry={() => reset.refetch()} />}
      {reset.data && (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (password.length >= MIN_PASSWORD) redeem.mutate()
            else setFaults([{ fieldId: 'new_password', message: t('password.tooShort') }])
          }}
        >
          <Stack gap="md">
            <FormErrors faults={faults} />
            <input type="hidden" name="username" autoComplete="username" value={reset.data.login} readOnly />
            <NewPasswordField value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
            <Button type="submit" fullWidth loading={redeem.isPending}>
              {t('reset.submit')}
            </Button>
          </Stack>
        </form>
      )}
    </Doorway>
  )
}

const waits = (error: unknown) => isProblem(error, 'reset_awaits_approval')
const isGone = (error: unknown) => isProblem(error, 'reset_gone') || isProblem(error, 'not_found')

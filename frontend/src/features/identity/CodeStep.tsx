import { Button, Stack, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

type Props = {
  notices: ReactNode
  submitLabel: string
  busy: boolean
  disabled: boolean
  onSubmit: (code: string) => void
  onBack: () => void
}

/** The second step of signing in: a code from the phone, or a recovery code. */
export function CodeStep({ notices, submitLabel, busy, disabled, onSubmit, onBack }: Props) {
  const { t } = useTranslation('identity')
  const [code, setCode] = useState('')
  const [missing, setMissing] = useState(false)
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setMissing(!code.trim())
        if (code.trim()) onSubmit(code.replace(/\s/g, ''))
      }}
    >
      <Stack gap="md">
        {notices}
        <TextInput
          id="code"
          label={t('signIn.code')}
          description={t('signIn.codeHelp')}
          error={missing && t('signIn.needCode')}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
          autoFocus
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" fullWidth loading={busy} disabled={disabled}>
          {submitLabel}
        </Button>
        <Button variant="subtle" fullWidth onClick={onBack}>
          {t('signIn.other')}
        </Button>
      </Stack>
    </form>
  )
}

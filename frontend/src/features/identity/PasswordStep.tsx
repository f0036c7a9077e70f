import { Button, Group, Modal, PasswordInput, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormErrors, type FormFault } from '@/ui/FormErrors'

type Props = {
  opened: boolean
  title: string
  lead: string
  /** The verb of the button. */
  send: string
  color?: string
  busy: boolean
  faults: FormFault[]
  onSend: (password: string) => void
  onClose: () => void
}

/** Asks for the own password again, before what a stolen session may not do. */
export function PasswordStep({ opened, title, lead, send, color, busy, faults, onSend, onClose }: Props) {
  const { t } = useTranslation(['identity', 'common'])
  const [password, setPassword] = useState('')
  const close = () => {
    setPassword('')
    onClose()
  }
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={title}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onSend(password)
        }}
      >
        <Stack gap="md">
          <p style={{ margin: 0 }}>{lead}</p>
          <FormErrors faults={faults} />
          <PasswordInput
            label={t('totp.password')}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('common:action.cancel')}
            </Button>
            <Button color={color} type="submit" loading={busy} disabled={!password}>
              {send}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

import { Button, Group, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

type Props = {
  opened: boolean
  title: string
  label: string
  help: string
  /** The verb of the button. */
  send: string
  busy: boolean
  onSend: (reason: string) => void
  onClose: () => void
}

/** A step that owes its reader a reason. What was typed stays when the dialog is closed. */
export function ReasonDialog({ opened, title, label, help, send, busy, onSend, onClose }: Props) {
  const { t } = useTranslation('common')
  const [reason, setReason] = useState('')
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Textarea
        label={label}
        description={help}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={3}
        maxLength={2000}
        data-autofocus
      />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button disabled={reason.trim().length < 5} loading={busy} onClick={() => onSend(reason.trim())}>
          {send}
        </Button>
      </Group>
    </Modal>
  )
}

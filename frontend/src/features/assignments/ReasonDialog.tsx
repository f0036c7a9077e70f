import { Button, Group, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

type Props = {
  opened: boolean
  title: string
  /** What is asked for: "Cần bổ sung gì?". */
  label: string
  /** The verb of the button. */
  send: string
  busy: boolean
  onSend: (reason: string) => void
  onClose: () => void
}

/** A step that owes the unit a reason, which it reads first. What was typed stays when the dialog is closed. */
export function ReasonDialog({ opened, title, label, send, busy, onSend, onClose }: Props) {
  const { t } = useTranslation(['assignments', 'common'])
  const [reason, setReason] = useState('')
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <Textarea
        label={label}
        description={t('decision.reasonHelp')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={3}
        data-autofocus
      />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t('common:action.cancel')}
        </Button>
        <Button disabled={reason.trim().length < 5} loading={busy} onClick={() => onSend(reason.trim())}>
          {send}
        </Button>
      </Group>
    </Modal>
  )
}

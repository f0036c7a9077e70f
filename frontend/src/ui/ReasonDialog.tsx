import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { AskDialog } from './AskDialog'

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
  const [reason, setReason] = useState('')
  return (
    <AskDialog
      opened={opened}
      title={title}
      answer={
        <Button disabled={reason.trim().length < 5} loading={busy} onClick={() => onSend(reason.trim())}>
          {send}
        </Button>
      }
      onClose={onClose}
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
    </AskDialog>
  )
}

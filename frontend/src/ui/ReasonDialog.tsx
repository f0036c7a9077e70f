import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AskDialog } from './AskDialog'

type Props = {
  opened: boolean
  title: string
  label: string
  help: string
  /** The verb of the button. */
  send: string
  busy: boolean
  /** Where what is typed is held, if it is to outlive the page; by the dialog itself otherwise. */
  typed?: readonly [reason: string, type: (reason: string) => void]
  onSend: (reason: string) => void
  onClose: () => void
}

/** As the server asks for. */
const LEAST = 5

/** A step that owes its reader a reason. What was typed stays when the dialog is closed. */
export function ReasonDialog({ opened, title, label, help, send, busy, typed, onSend, onClose }: Props) {
  const { t } = useTranslation()
  const own = useState('')
  const [reason, setReason] = typed ?? own
  const enough = reason.trim().length >= LEAST
  return (
    <AskDialog
      opened={opened}
      title={title}
      answer={
        <Button disabled={!enough} loading={busy} onClick={() => onSend(reason.trim())}>
          {send}
        </Button>
      }
      onClose={onClose}
    >
      <Textarea
        label={label}
        description={enough ? help : `${help} ${t('form.reasonLeast', { least: LEAST })}`}
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

import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { AskDialog } from './AskDialog'

type Props = {
  opened: boolean
  /** A question that names the object: "Bỏ nhiệm vụ “Treo khẩu hiệu”?". */
  title: string
  /** What will be lost and what stays. */
  children?: ReactNode
  /** The verb itself, never "OK". */
  confirm: string
  busy?: boolean
  onConfirm: () => void
  onClose: () => void
}

/** For what can't be undone. Where it can, do it at once and offer "Hoàn tác" instead. */
export function ConfirmDialog({ opened, title, children, confirm, busy, onConfirm, onClose }: Props) {
  return (
    <AskDialog
      opened={opened}
      title={title}
      careful
      answer={
        <Button color="red" loading={busy} onClick={onConfirm}>
          {confirm}
        </Button>
      }
      onClose={onClose}
    >
      {children}
    </AskDialog>
  )
}

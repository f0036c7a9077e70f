import { Button, Group, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

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
  const { t } = useTranslation()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {children}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('action.cancel')}
        </Button>
        <Button color="red" loading={busy} onClick={onConfirm}>
          {confirm}
        </Button>
      </Group>
    </Modal>
  )
}

import { Button, Group, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

type Props = {
  opened: boolean
  title: string
  /** What is asked or told. */
  children?: ReactNode
  /** The button that answers; its word is the verb itself, never "OK". */
  answer: ReactNode
  /** The focus begins on the way out. */
  careful?: boolean
  onClose: () => void
}

/** A small dialog with two ways out. */
export function AskDialog({ opened, title, children, answer, careful, onClose }: Props) {
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
        <Button variant="default" onClick={onClose} data-autofocus={careful}>
          {t('action.cancel')}
        </Button>
        {answer}
      </Group>
    </Modal>
  )
}

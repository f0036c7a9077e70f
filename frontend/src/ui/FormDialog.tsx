import { Button, Group, Modal, Stack } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FormErrors, type FormFault } from './FormErrors'

type Props = {
  title: string
  form: { faults: FormFault[]; onSubmit: (event: FormEvent) => void }
  busy: boolean
  /** The verb of the button. */
  send: string
  onClose: () => void
  children: ReactNode
}

/** A small form in a dialog: its faults on top, what was typed stays until it is closed. */
export function FormDialog({ title, form, busy, send, onClose, children }: Props) {
  const { t } = useTranslation()
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form noValidate onSubmit={form.onSubmit}>
        <Stack>
          <FormErrors faults={form.faults} />
          {children}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {send}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

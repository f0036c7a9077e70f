import { Button, Group, Modal, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FormErrors } from '@/ui/FormErrors'
import type { RecordForm } from '@/ui/use-record-form'
import classes from './registry.module.css'

type Props = {
  title: string
  /** Who was added, and the link to hand to them; some get theirs from the second person. */
  added: ReactNode
  /** Sign-in name of whom the link is for; none where there is no link yet. */
  login?: string
  form: Pick<RecordForm<Record<string, unknown>>, 'faults' | 'onSubmit'>
  /** The verb of the button. */
  add: string
  busy: boolean
  onClose: () => void
  children: ReactNode
}

/** Adding somebody; then the link to hand to them, which is shown once. */
export function LinkDialog({ title, added, login, form, add, busy, onClose, children }: Props) {
  const { t } = useTranslation(['registry', 'common'])
  return (
    <Modal
      opened
      onClose={onClose}
      // A slip of the hand may not close it.
      closeOnClickOutside={false}
      title={title}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      {added ? (
        <Stack>
          {login && <p className={classes.lead}>{t('link.lead', { login })}</p>}
          {added}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t(login ? 'link.kept' : 'common:action.close')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={form.onSubmit}>
          <Stack>
            <FormErrors faults={form.faults} />
            {children}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('common:action.cancel')}
              </Button>
              <Button type="submit" loading={busy}>
                {add}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}

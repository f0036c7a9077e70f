import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '@/lib/format'
import classes from './DraftForm.module.css'
import { FormErrors, type FormFault } from './FormErrors'
import type { useUnsavedDraft } from './use-unsaved-draft'

type Props = {
  draft: Pick<ReturnType<typeof useUnsavedDraft>, 'restoredAt' | 'keptAt' | 'discard'>
  faults: FormFault[]
  busy: boolean
  /** The verb of the button. */
  save: string
  onSubmit: () => void
  /** A second way out, beside the button. */
  beside?: ReactNode
  children: ReactNode
}

/** A long form: its faults and what was kept of it at the top, the button always in view. */
export function DraftForm({ draft, faults, busy, save, onSubmit, beside, children }: Props) {
  const { t } = useTranslation()
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      <FormErrors faults={faults} />
      {draft.restoredAt && draft.keptAt && (
        <div className={classes.restored}>
          <p>{t('form.restored', { at: formatInstant(draft.restoredAt) })}</p>
          <Button variant="subtle" onClick={draft.discard}>
            {t('form.discard')}
          </Button>
        </div>
      )}
      {children}
      <div className={classes.save}>
        <Button type="submit" size="md" loading={busy}>
          {save}
        </Button>
        {beside}
        {draft.keptAt && <p>{t('form.draftKept', { at: formatInstant(draft.keptAt) })}</p>}
      </div>
    </form>
  )
}

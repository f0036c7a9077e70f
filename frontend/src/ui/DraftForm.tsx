import { Button } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '@/lib/format'
import classes from './DraftForm.module.css'
import { FormErrors, type FormFault } from './FormErrors'

type Props = {
  form: {
    faults: FormFault[]
    /** What the browser kept of it. */
    restoredAt: string | null
    keptAt: string | null
    discard: () => void
    onSubmit: (event: FormEvent) => void
  }
  busy: boolean
  /** The verb of the button. */
  save: string
  /** A second way out, beside the button. */
  beside?: ReactNode
  children: ReactNode
}

/** A long form: its faults and what was kept of it at the top, the button always in view. */
export function DraftForm({ form, busy, save, beside, children }: Props) {
  const { t } = useTranslation()
  return (
    <form className={classes.form} noValidate onSubmit={form.onSubmit}>
      <FormErrors faults={form.faults} />
      {form.restoredAt && form.keptAt && (
        <div className={classes.restored}>
          <p>{t('form.restored', { at: formatInstant(form.restoredAt) })}</p>
          <Button variant="subtle" onClick={form.discard}>
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
        {form.keptAt && <p>{t('form.draftKept', { at: formatInstant(form.keptAt) })}</p>}
      </div>
    </form>
  )
}

import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormFault } from './FormErrors'
import parts from './parts.module.css'

type Props = {
  faults: FormFault[]
  /** Whether a field lies inside. */
  holds: (field: string) => boolean
  children: ReactNode
}

/** The fields of a form that few need. A fault unfolds them: what is hidden can't take the focus. */
export function Folded({ faults, holds, children }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  useEffect(() => {
    if (faults.some(({ field }) => field && holds(field))) setOpen(true)
  }, [faults])
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('record.more')}</summary>
      <div className={parts.column} style={{ paddingTop: 8 }}>
        {children}
      </div>
    </details>
  )
}

import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './FormErrors.module.css'

export type FormFault = {
  message: string
  /** The form's name of the field, when it is one field's fault. */
  field?: string
  /** Its element id. */
  fieldId?: string
}

/** What keeps the form from being saved, at its top and with focus; each line leads to its field. */
export function FormErrors({ faults }: { faults: FormFault[] }) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (faults.length > 0) box.current?.focus()
  }, [faults])
  if (faults.length === 0) return null
  const [only] = faults
  return (
    <div ref={box} tabIndex={-1} role="alert" className={classes.box}>
      {faults.length === 1 && only && !only.fieldId ? (
        <p>{only.message}</p>
      ) : (
        <>
          <h2>{t('form.errors', { count: faults.length })}</h2>
          <ul>
            {faults.map((fault) => (
              <li key={`${fault.fieldId} ${fault.message}`}>
                {fault.fieldId ? (
                  <a
                    href={`#${fault.fieldId}`}
                    onClick={(event) => {
                      event.preventDefault()
                      document.getElementById(fault.fieldId ?? '')?.focus()
                    }}
                  >
                    {fault.message}
                  </a>
                ) : (
                  fault.message
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

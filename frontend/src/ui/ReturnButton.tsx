import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { ReasonButton } from './ReasonButton'

type Props = Pick<ComponentProps<typeof ReasonButton>, 'verb'> & {
  /** Name of the unit that gets it back. */
  unit: string
  /** What is asked and told in the dialog, where the context says it in words of its own. */
  label?: string
  help?: string
}

/** "Trả lại": the unit gets its record back with a reason. */
export function ReturnButton({ verb, unit, label, help }: Props) {
  const { t } = useTranslation()
  return (
    <ReasonButton
      verb={verb}
      title={t('record.return.title', { unit })}
      label={label ?? t('record.return.reason')}
      help={help ?? t('record.return.help')}
      send={t('record.return.send')}
    >
      {t('record.return.open')}
    </ReasonButton>
  )
}

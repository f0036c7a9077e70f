import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DateField } from '@/ui/DateField'
import classes from './Activities.module.css'
import { fieldId } from './use-faults'

export type Hours = { on: string | null; from: string; to: string }

/** Day, first and last hour; the hours by the phone's own wheel. */
export function WhenFields({
  value,
  onChange,
}: {
  value: Hours
  onChange: (change: Partial<Hours>) => void
}) {
  const { t } = useTranslation('activities')
  return (
    <div className={classes.when}>
      <DateField
        id={fieldId('on')}
        label={t('form.on')}
        value={value.on}
        onChange={(on) => onChange({ on })}
        clearable={false}
      />
      <TextInput
        id={fieldId('from')}
        type="time"
        label={t('form.from')}
        value={value.from}
        onChange={(event) => onChange({ from: event.currentTarget.value })}
        required
        withAsterisk={false}
      />
      <TextInput
        id={fieldId('to')}
        type="time"
        label={t('form.to')}
        value={value.to}
        onChange={(event) => onChange({ to: event.currentTarget.value })}
        required
        withAsterisk={false}
      />
    </div>
  )
}

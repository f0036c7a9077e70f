import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DateField } from '@/ui/DateField'
import type { Field } from '@/ui/use-record-form'
import classes from './Activities.module.css'

/** Day, first and last hour; the hours by the phone's own wheel. */
export function WhenFields({ field }: { field: Field<'on' | 'from' | 'to'> }) {
  const { t } = useTranslation('activities')
  return (
    <div className={classes.when}>
      <DateField {...field('on')} label={t('form.on')} clearable={false} />
      <TextInput {...field('from')} type="time" label={t('form.from')} required withAsterisk={false} />
      <TextInput {...field('to')} type="time" label={t('form.to')} required withAsterisk={false} />
    </div>
  )
}

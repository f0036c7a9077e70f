import { Select, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Field } from '@/ui/use-record-form'
import { AREAS } from './words'

/** What it is called, and the area that it counts for. */
export function NameFields({ field }: { field: Field<'title' | 'area'> }) {
  const { t } = useTranslation('activities')
  return (
    <>
      <TextInput
        {...field('title')}
        label={t('form.title')}
        placeholder={t('form.titleExample')}
        maxLength={300}
        autoComplete="off"
      />
      <Select
        {...field('area')}
        label={t('column.area')}
        data={AREAS.map((area) => ({ value: area, label: t(`area.${area}`) }))}
        allowDeselect={false}
      />
    </>
  )
}

/** What was achieved, in words. */
export function OutcomeField({ field }: { field: Field<'outcome'> }) {
  const { t } = useTranslation('activities')
  return (
    <Textarea
      {...field('outcome')}
      label={t('form.outcome')}
      description={t('form.outcomeHelp')}
      autosize
      minRows={2}
      maxLength={8000}
    />
  )
}

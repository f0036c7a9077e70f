import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Field } from './use-record-form'

/** Why the ward corrects a unit's record. */
export function CorrectionNote({ field, help }: { field: Field<'correction_note'>; help?: string }) {
  const { t } = useTranslation()
  return (
    <Textarea
      {...field('correction_note')}
      label={`${t('record.whyCorrect')} (${t('form.required')})`}
      description={help}
      autosize
      minRows={2}
      maxLength={2000}
    />
  )
}

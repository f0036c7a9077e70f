import { Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DateField } from '@/ui/DateField'
import { NumberField } from '@/ui/NumberField'
import parts from '@/ui/parts.module.css'
import type { RecordForm } from '@/ui/use-record-form'
import type { Values } from './values'

const COUNTS = [
  'children_expected',
  'parent_forms',
  'children_from_7',
  'child_forms',
  'staff',
  'staff_commitments',
] as const

/** Thông tư 27/2022: what must be there before children come to something outside school and family. */
export function ChecklistFields({ form }: { form: RecordForm<Values> }) {
  const { t } = useTranslation('activities')
  return (
    <fieldset className={parts.group}>
      <legend>{t('check.title')}</legend>
      <div className={parts.card}>
        <Switch
          {...form.field('outside_school', 'checkbox')}
          label={t('check.outside')}
          description={t('check.outsideHelp')}
        />
        {form.values.outside_school && (
          <>
            <p className={parts.quiet}>{t('check.lead')}</p>
            {COUNTS.map((key) => (
              <NumberField
                key={key}
                {...form.field(`checklist.${key}`)}
                label={t(`check.label.${key}`)}
                description={t(`check.help.${key}`)}
              />
            ))}
            <DateField
              {...form.field('checklist.ward_notified_on')}
              label={t('check.label.ward_notified_on')}
              description={t('check.help.ward_notified_on')}
            />
          </>
        )}
      </div>
    </fieldset>
  )
}

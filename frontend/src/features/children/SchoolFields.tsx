import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useUnits } from '@/lib/use-units'
import type { Field } from '@/ui/use-record-form'
import type { SchoolValues } from './values'

/** A school of the ward, or the name of one elsewhere; and the class. */
export function SchoolFields({ field, values }: { field: Field<keyof SchoolValues>; values: SchoolValues }) {
  const { t } = useTranslation(['children', 'common'])
  const units = useUnits()
  const schools = units.open.filter((unit) => unit.kind === 'school')
  return (
    <>
      <Select
        {...field('school_unit_id')}
        label={t('form.school')}
        placeholder={t('form.schoolNone')}
        data={schools.map((unit) => ({ value: unit.id, label: unit.name }))}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('form.schoolClear') }}
        nothingFoundMessage={t('common:list.nothingFound')}
      />
      {!values.school_unit_id && (
        <TextInput
          {...field('school_name')}
          label={t('form.schoolElsewhere')}
          maxLength={500}
          autoComplete="off"
        />
      )}
      <TextInput
        {...field('class_name')}
        label={t('form.class')}
        placeholder={t('form.classExample')}
        maxLength={40}
        autoComplete="off"
      />
    </>
  )
}

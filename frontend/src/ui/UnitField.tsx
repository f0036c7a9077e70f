import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { useUnits } from '@/lib/use-units'
import type { Field } from './use-record-form'

type Props = {
  field: Field<'unit_id'>
  units: Pick<ReturnType<typeof useUnits>, 'ofWard' | 'own'>
  label: string
  /** Where the choice changes other fields too. */
  onChange?: (unit_id: string | null) => void
}

/** The unit whose record it is, for those who have a choice. */
export function UnitField({ field, units, label, onChange }: Props) {
  const { t } = useTranslation()
  if (!units.ofWard && units.own.length < 2) return null
  const input = field('unit_id')
  return (
    <Select
      {...input}
      onChange={onChange ?? input.onChange}
      label={label}
      data={units.own}
      searchable
      allowDeselect={false}
      nothingFoundMessage={t('list.nothingFound')}
    />
  )
}

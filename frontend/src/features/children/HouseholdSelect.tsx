import { Select, type SelectProps } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HouseholdRead } from '@/client'
import { householdsQuery } from './api'

type Props = Omit<SelectProps, 'data'> & {
  unit_id: string
  /** The one that the record has already. */
  known?: HouseholdRead | null
}

/** A household of the khu phố, found by the name of its head. */
export function HouseholdSelect({ unit_id, known, ...rest }: Props) {
  const { t } = useTranslation(['children', 'common'])
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed, 300)
  // What stands in the field after a choice is its label, which is no name to look for.
  const { data, isPending } = useQuery(householdsQuery(unit_id, asked.split(' · ')[0]?.trim() ?? ''))
  const items = data?.items ?? []
  const label = (one: { head_name: string; address: string }) =>
    [one.head_name, one.address].filter(Boolean).join(' · ')
  const options = items.map((one) => ({ value: one.id, label: label(one) }))
  return (
    <Select
      {...rest}
      data={
        known && !items.some((one) => one.id === known.id)
          ? [{ value: known.id, label: label(known) }, ...options]
          : options
      }
      placeholder={t('household.placeholder')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('household.clear') }}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      nothingFoundMessage={isPending ? t('common:loading') : t('household.noneFound')}
    />
  )
}

import { Select, type SelectProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useListSearch } from '@/lib/list-search'
import { useUnits } from '@/lib/use-units'

/** The unit whose records a page shows, kept in its address; what it is called comes from the page. */
export function UnitFilter(names: Pick<SelectProps, 'label' | 'aria-label' | 'placeholder'>) {
  const { t } = useTranslation()
  const { search, update } = useListSearch()
  const units = useUnits()
  return (
    <Select
      {...names}
      data={units.known}
      value={search.unit_id ?? null}
      onChange={(unit_id) => update({ unit_id: unit_id ?? undefined })}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': `${t('list.clearFilters')}: ${t('list.unit')}` }}
      nothingFoundMessage={t('list.nothingFound')}
    />
  )
}

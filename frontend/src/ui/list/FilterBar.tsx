import { Button, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useListSearch } from '@/lib/list-search'
import type { Filter } from './columns'
import classes from './DataList.module.css'

type Props = { filters: Filter[]; narrowed: boolean; onClear: () => void }

export function FilterBar({ filters, narrowed, onClear }: Props) {
  const { t } = useTranslation()
  const { search, update } = useListSearch()
  if (filters.length === 0) return null
  return (
    <fieldset className={classes.filters}>
      <legend className="visually-hidden">{t('list.filters')}</legend>
      {filters.map((filter) => (
        <Select
          key={filter.key}
          aria-label={filter.label}
          placeholder={filter.label}
          data={filter.options}
          value={search[filter.key] ?? null}
          onChange={(value) => update({ [filter.key]: value ?? undefined })}
          clearable
          clearButtonProps={{ 'aria-label': `${t('list.clearFilters')}: ${filter.label}` }}
          searchable={filter.options.length > 8}
          nothingFoundMessage={t('list.nothingFound')}
        />
      ))}
      {narrowed && (
        <Button variant="subtle" onClick={onClear}>
          {t('list.clearFilters')}
        </Button>
      )}
    </fieldset>
  )
}

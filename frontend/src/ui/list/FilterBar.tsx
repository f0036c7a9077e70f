import { Button, Select } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListSearch } from '@/lib/list-search'
import type { Filter } from './columns'
import classes from './DataList.module.css'

// The calendar weighs as much as the rest of the list; few lists filter by day.
const DayFilter = lazy(() => import('./DayFilter').then((file) => ({ default: file.DayFilter })))

type Props = { filters: Filter[]; narrowed: boolean; onClear: () => void }

export function FilterBar({ filters, narrowed, onClear }: Props) {
  const { t } = useTranslation()
  const { search, update } = useListSearch()
  const [unfolded, setUnfolded] = useState(false)
  const shown = filters.filter((filter) => unfolded || !filter.rare || search[filter.key])
  if (filters.length === 0) return null
  return (
    <fieldset className={classes.filters}>
      <legend className="visually-hidden">{t('list.filters')}</legend>
      {shown.map((filter) =>
        filter.options ? (
          <Select
            key={filter.key}
            aria-label={filter.label}
            placeholder={filter.unset ?? filter.label}
            data={filter.options}
            value={search[filter.key] ?? null}
            onChange={(value) => update({ [filter.key]: value ?? undefined })}
            clearable
            clearButtonProps={{ 'aria-label': `${t('list.clearFilters')}: ${filter.label}` }}
            searchable={filter.options.length > 8}
            nothingFoundMessage={t('list.nothingFound')}
          />
        ) : (
          <Suspense key={filter.key} fallback={<div />}>
            <DayFilter
              label={filter.label}
              value={search[filter.key] ?? null}
              onChange={(day) => update({ [filter.key]: day ?? undefined })}
            />
          </Suspense>
        ),
      )}
      {filters.some((filter) => filter.rare) && (
        <Button variant="default" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
          {t(unfolded ? 'list.fewerFilters' : 'list.moreFilters')}
        </Button>
      )}
      {narrowed && (
        <Button variant="subtle" onClick={onClear}>
          {t('list.clearFilters')}
        </Button>
      )}
    </fieldset>
  )
}

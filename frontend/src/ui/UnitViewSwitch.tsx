import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { UnitView } from '@/client'
import { useListSearch } from '@/lib/list-search'
import { useUnits } from '@/lib/use-units'

/** Which units the page counts by, kept in its address; asked for only where some have ended, so that the two differ. */
export function UnitViewSwitch({ className = '' }: { className?: string }) {
  const { t } = useTranslation()
  const { update } = useListSearch()
  const shown = useUnitView()
  if (useUnits().ended.length === 0) return null
  return (
    <SegmentedControl
      aria-label={t('unitView.title')}
      className={`${className} no-print`}
      data={(['today', 'then'] as const).map((value) => ({ value, label: t(`unitView.${value}`) }))}
      value={shown}
      onChange={(view) => update({ units: view === 'then' ? view : undefined })}
    />
  )
}

/** The view that the address asks for. */
export const useUnitView = (): UnitView => (useListSearch().search.units === 'then' ? 'then' : 'today')

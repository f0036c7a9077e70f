import { useTranslation } from 'react-i18next'
import { textAt } from '@/lib/texts'
import type { useUnits } from '@/lib/use-units'
import { StateChip } from '../StateChip'
import type { Column, Filter } from './columns'

/** Columns and filters that lists of records of every context have. */
export function useUsual() {
  const { t } = useTranslation()
  const unit = { key: 'unit_id', label: t('list.unit') }
  return {
    state: {
      key: 'state',
      title: t('list.state'),
      render: (row) => <StateChip state={row.state} />,
      card: 'state',
      width: 150,
    } satisfies Column<{ state: string }>,
    states: (states: readonly string[]): Filter => ({
      key: 'state',
      label: t('list.state'),
      options: states.map((value) => ({ value, label: textAt(`common:state.${value}`) })),
    }),
    /** For those who see every unit's records. */
    units: ({ ofWard, known }: Pick<ReturnType<typeof useUnits>, 'ofWard' | 'known'>): Filter[] =>
      ofWard ? [{ ...unit, options: known }] : [],
    /** Once units have ended: which ones the rows are shown by. */
    unitView: ({ ended }: Pick<ReturnType<typeof useUnits>, 'ended'>): Filter[] =>
      ended.length > 0
        ? [
            {
              key: 'units',
              label: t('unitView.title'),
              options: [{ value: 'then', label: t('unitView.then') }],
              unset: t('unitView.today'),
              rare: true,
            },
          ]
        : [],
    days: [
      { key: 'from_on', label: t('list.from') },
      { key: 'to_on', label: t('list.to') },
    ] satisfies Filter[],
  }
}

import { useTranslation } from 'react-i18next'
import { useUnits } from '@/lib/use-units'
import { type Filter, useUsual } from '@/ui/list'
import { KINDS, LEVELS, STATES } from './words'

/** The same for list and map: what one shows, the other shows. */
export function useFilters(): Filter[] {
  const { t } = useTranslation(['hazards', 'common'])
  const units = useUnits()
  const usual = useUsual()
  const yes = (label: string) => [{ value: 'true', label }]
  return [
    {
      key: 'kind',
      label: t('column.kind'),
      options: KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
    },
    usual.states(STATES),
    {
      key: 'risk',
      label: t('column.risk'),
      options: [...LEVELS]
        .reverse()
        .map((value) => ({ value, label: t('risk', { level: t(`level.${value}`) }) })),
    },
    { key: 'overdue', label: t('filter.overdue'), options: yes(t('filter.overdueOnly')) },
    { key: 'water', label: t('filter.water'), options: yes(t('filter.waterOnly')), rare: true },
    { key: 'own', label: t('filter.own'), options: yes(t('filter.ownOnly')), rare: true },
    { key: 'in_care', label: t('filter.inCare'), options: yes(t('filter.inCareOnly')), rare: true },
    { key: 'place_unit_id', label: t('column.place'), options: units.places, rare: true },
    { key: 'unit_id', label: t('column.unit'), options: units.known, rare: true },
    ...usual.unitView(units),
    ...usual.days.map((one) => ({ ...one, rare: true as const })),
    {
      key: 'sort',
      label: t('filter.sort'),
      options: [
        { value: 'risk', label: t('filter.byRisk') },
        { value: 'oldest', label: t('filter.oldest') },
      ],
      unset: t('filter.newest'),
      rare: true,
    },
  ]
}

/** What the list of children is narrowed by. */
import { useTranslation } from 'react-i18next'
import { useListSearch } from '@/lib/list-search'
import { may, type Session, useSession } from '@/lib/session'
import { useUnits } from '@/lib/use-units'
import { type Filter, useUsual } from '@/ui/list'
import { AGES, asksFor, NEEDS, POVERTY, PRESENCES } from './words'

/** Who sees the children of one khu phố isn't told its name in every row. */
export const ofOneKhuPho = (session: Session) =>
  session.units.length === 1 && session.units[0]?.kind === 'khu_pho' && !may(session, 'child:read_all')

/** What most people narrow by first; what is asked now and then behind "Lọc thêm". */
export function useFilters(): Filter[] {
  const { t } = useTranslation(['children', 'common'])
  const session = useSession()
  const units = useUnits('child:correct')
  const usual = useUsual()
  const { search } = useListSearch()
  const kinds = session.units.map((unit) => unit.kind)
  const asks = asksFor(kinds, may(session, 'child:read_all'))
  const then = search.units === 'then'
  /** A khu phố of the past has nobody today; one that was chosen can be taken off again. */
  const past = then || units.ended.some((unit) => unit.id === search.unit_id)
  const schools = units.open.filter((unit) => unit.kind === 'school')
  const ages = AGES.map((age) => ({ value: String(age), label: t('filter.years', { age }) }))
  const of = <Value extends string>(values: readonly Value[], label: (value: Value) => string) =>
    values.map((value) => ({ value, label: label(value) }))
  const filters: (Filter | false)[] = [
    (past || !ofOneKhuPho(session)) && {
      key: 'unit_id',
      label: t('column.unit'),
      options: past ? units.knownPlaces : units.places,
    },
    (then || search.on_day !== undefined) && { key: 'on_day', label: t('filter.onDay') },
    schools.length > 0 && {
      key: 'school_unit_id',
      label: t('filter.school'),
      options: schools.map((unit) => ({ value: unit.id, label: unit.name })),
    },
    asks.hardship && {
      key: 'poverty',
      label: t('filter.poverty'),
      options: [
        { value: POVERTY.join(','), label: t('filter.bothPoor') },
        ...of(POVERTY, (one) => t(`poverty.${one}`)),
      ],
    },
    asks.groups.length > 0 && {
      key: 'legal_group',
      label: t('filter.group'),
      options: [
        { value: asks.groups.join(','), label: t('filter.anyGroup') },
        ...of(asks.groups, (one) => t(`group.${one}`)),
      ],
      rare: true,
    },
    asks.hardship && {
      key: 'need',
      label: t('filter.need'),
      options: of(NEEDS, (one) => t(`need.${one}`)),
      rare: true,
    },
    asks.hardship && {
      key: 'nothing_since_months',
      label: t('filter.received'),
      options: [{ value: '12', label: t('filter.nothing12') }],
    },
    ...(asks.past || then ? usual.unitView(units) : []),
    { key: 'age_from', label: t('filter.ageFrom'), options: ages, rare: true },
    { key: 'age_to', label: t('filter.ageTo'), options: ages, rare: true },
    {
      key: 'presence',
      label: t('column.presence'),
      unset: t('filter.here'),
      options: [
        ...of(PRESENCES.slice(1), (one) => t(`common:state.${one}`)),
        { value: PRESENCES.join(','), label: t('filter.everywhere') },
      ],
      rare: true,
    },
    {
      key: 'sort',
      label: t('filter.sort'),
      unset: t('filter.byName'),
      options: of(['newest', 'youngest', 'oldest'] as const, (one) => t(`filter.sorts.${one}`)),
      rare: true,
    },
  ]
  return filters.filter((one) => one !== false)
}

import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formatDate } from './format'
import { may, useSession } from './session'
import { unitsQuery } from './units'

const asOption = (unit: { id: string; name: string }) => ({ value: unit.id, label: unit.name })
const isPlace = (unit: { kind: string }) => unit.kind === 'khu_pho'

/**
 * The ward's open units, to choose from; `own` are those for which the person may write. `known` are for filters: ended
 * ones too, each with its last day. `places` are khu phố.
 *
 * @param forWard the permission of those who write for every unit, e.g. `activity:correct`
 */
export function useUnits(forWard?: string) {
  const { t } = useTranslation()
  const session = useSession()
  const units = useQuery({ ...unitsQuery, enabled: may(session, 'unit:read') }).data?.items ?? []
  const open = units.filter((unit) => !unit.closed_at)
  const ended = units.filter((unit) => unit.to_on)
  const heirName = (id: string | null) => units.find((unit) => unit.id === id)?.name
  const asEnded = (unit: (typeof units)[number]) => ({
    value: unit.id,
    label: t('list.endedUnit', {
      name: unit.name,
      on: formatDate(unit.to_on ?? ''),
      heir: heirName(unit.heir_id),
    }),
  })
  const ofWard = forWard !== undefined && may(session, forWard)
  return {
    open,
    ofWard,
    all: open.map(asOption),
    ended,
    known: [...open.map(asOption), ...ended.map(asEnded)],
    own: ofWard ? open.map(asOption) : session.units.map(asOption),
    places: open.filter(isPlace).map(asOption),
    knownPlaces: [...open.filter(isPlace).map(asOption), ...ended.filter(isPlace).map(asEnded)],
  }
}

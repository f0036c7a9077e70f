import { useQuery } from '@tanstack/react-query'
import { may, useSession } from './session'
import { unitsQuery } from './units'

const asOption = (unit: { id: string; name: string }) => ({ value: unit.id, label: unit.name })

/**
 * The ward's open units, to choose from; `own` are those for which the person may write.
 *
 * @param forWard the permission of those who write for every unit, e.g. `activity:correct`
 */
export function useUnits(forWard?: string) {
  const session = useSession()
  const open = (useQuery(unitsQuery).data?.items ?? []).filter((unit) => !unit.closed_at)
  const ofWard = forWard !== undefined && may(session, forWard)
  return {
    open,
    ofWard,
    all: open.map(asOption),
    own: ofWard ? open.map(asOption) : session.units.map(asOption),
    places: open.filter((unit) => unit.kind === 'khu_pho').map(asOption),
  }
}

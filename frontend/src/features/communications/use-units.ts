import { useQuery } from '@tanstack/react-query'
import { may, useSession } from '@/lib/session'
import { unitsQuery } from '@/lib/units'

const asOption = (unit: { id: string; name: string }) => ({ value: unit.id, label: unit.name })

/** The ward's open units, those for which the person may write, and the khu phố. */
export function useUnits() {
  const session = useSession()
  const open = (useQuery(unitsQuery).data?.items ?? []).filter((unit) => !unit.closed_at)
  const ofWard = may(session, 'communication:correct')
  return {
    ofWard,
    all: open.map(asOption),
    own: ofWard ? open.map(asOption) : session.units.map(asOption),
    places: open.filter((unit) => unit.kind === 'khu_pho').map(asOption),
  }
}

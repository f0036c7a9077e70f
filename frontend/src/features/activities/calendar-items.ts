/** What stands in the calendar: activities, and beside them the communication that the person sees. */
import type { ActivityArea, CalendarItem, CommunicationCalendarItem, CommunicationKind } from '@/client'

export type Entry = {
  id: string
  title: string
  unit_name: string
  /** Where it is, in one line; empty where nobody said. */
  place: string
  starts_at: string
  ends_at: string | null
  state: string
  /** Its page, for those who may open it. */
  path: string | null
  movable: boolean
  clash: boolean
  /** Of an activity. */
  area?: ActivityArea
  /** Of communication. */
  kind?: CommunicationKind
}

const placeOf = (...parts: (string | null)[]) => parts.filter(Boolean).join(', ')

/** A khu phố at home isn't named twice. */
const elsewhere = (place: string | null, unit: string) => (place === unit ? null : place)

const ofActivity = ({ venue, place_unit_name, own, ...item }: CalendarItem): Entry => ({
  ...item,
  place: placeOf(venue, elsewhere(place_unit_name, item.unit_name)),
  path: own ? `/activities/${item.id}` : null,
})

const ofCommunication = ({
  place,
  place_unit_name,
  script_id,
  ...item
}: CommunicationCalendarItem): Entry => ({
  ...item,
  place: placeOf(place, elsewhere(place_unit_name, item.unit_name)),
  path: script_id ? `/communications/scripts/${script_id}` : `/communications/${item.id}`,
  movable: false,
  clash: false,
})

/** Both by their time. */
export const entriesOf = (activities: CalendarItem[], communication: CommunicationCalendarItem[]): Entry[] =>
  [...activities.map(ofActivity), ...communication.map(ofCommunication)].sort(
    (one, other) => Date.parse(one.starts_at) - Date.parse(other.starts_at) || (one.id < other.id ? -1 : 1),
  )

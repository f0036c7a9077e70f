import type { Place } from '@/ui/contexts'

/** A phone's bar has room for five: what doesn't fit stands behind "Thêm". */
export function phoneBar(places: Place[], room = 5): { bar: Place[]; rest: Place[] } {
  if (places.length <= room) return { bar: places, rest: [] }
  return { bar: places.slice(0, room - 1), rest: places.slice(room - 1) }
}

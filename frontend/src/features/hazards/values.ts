/** What the form holds of an unsafe place, and how it becomes the server's body. */
import type { HazardKind, HazardRead, HazardUpdate, Level, UnitBrief } from '@/client'
import type { Near } from './api'
import { isKind } from './words'

export type Values = {
  kind: HazardKind | null
  title: string
  unit_id: string | null
  place_unit_id: string | null
  latitude: string
  longitude: string
  likelihood: Level
  harm: Level
  found_on: string | null
  description: string
  owner_unit_ids: string[]
  correction_note: string
}

export type Prefill = { title?: string; unit_id?: string; kind?: string }

/** A new one: found today, by the person's own unit, in its khu phố. */
export function freshValues(prefill: Prefill, units: UnitBrief[], today: string): Values {
  const own = units.find((unit) => unit.id === prefill.unit_id) ?? units[0]
  return {
    kind: isKind(prefill.kind) ? prefill.kind : null,
    title: '',
    unit_id: prefill.unit_id ?? own?.id ?? null,
    place_unit_id: own?.kind === 'khu_pho' ? own.id : null,
    latitude: '',
    longitude: '',
    likelihood: 'medium',
    harm: 'medium',
    found_on: today,
    description: '',
    owner_unit_ids: [],
    correction_note: '',
  }
}

export const valuesOf = (site: HazardRead): Values => ({
  kind: site.kind,
  title: site.title,
  unit_id: site.unit_id,
  place_unit_id: site.place_unit_id,
  latitude: site.latitude === null ? '' : String(site.latitude),
  longitude: site.longitude === null ? '' : String(site.longitude),
  likelihood: site.likelihood,
  harm: site.harm,
  found_on: site.found_on,
  description: site.description,
  owner_unit_ids: site.owners.map((one) => one.id),
  correction_note: '',
})

const degrees = (text: string): number | null => {
  const value = Number(text.trim().replace(',', '.'))
  return text.trim() === '' || Number.isNaN(value) ? null : value
}

export const bodyOf = (values: Values): Omit<HazardUpdate, 'correction_note'> => ({
  kind: values.kind ?? 'other',
  title: values.title.trim(),
  unit_id: values.unit_id ?? '',
  place_unit_id: values.place_unit_id,
  latitude: degrees(values.latitude),
  longitude: degrees(values.longitude),
  likelihood: values.likelihood,
  harm: values.harm,
  found_on: values.found_on ?? '',
  description: values.description,
  owner_unit_ids: values.owner_unit_ids,
})

const ENOUGH_WORDS = 4

/** What to look for near it; null while too little is known. */
export function nearOf(
  values: Pick<Values, 'title' | 'place_unit_id' | 'latitude' | 'longitude'>,
): Near | null {
  const [latitude, longitude] = [degrees(values.latitude), degrees(values.longitude)]
  const title = values.title.trim()
  const near: Near = {}
  if (title.length >= ENOUGH_WORDS && values.place_unit_id) {
    near.title = title
    near.place_unit_id = values.place_unit_id
  }
  if (latitude !== null && longitude !== null && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) {
    near.latitude = latitude
    near.longitude = longitude
  }
  return Object.keys(near).length > 0 ? near : null
}

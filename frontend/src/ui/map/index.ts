import { lazy } from 'react'

export type { Mark, Spot } from './WardMap'

/** Leaflet comes with the first map that is looked at, and with no page that has none. */
export const WardMap = lazy(() => import('./WardMap'))

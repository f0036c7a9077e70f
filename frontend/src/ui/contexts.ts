/** What the kit and the pages know of all contexts at once; `app/contexts.ts` is the list and hands it in. */
import type { AnyRoute } from '@tanstack/react-router'
import { type ComponentType, createContext, useContext } from 'react'
import type { Session } from '@/lib/session'
import { may } from '@/lib/session'
import type common from '@/locales/vi/common.json'
import type { Shape, Tone } from './Chip'

export type Place = {
  to: string
  /** Where it stands among the places of all contexts. */
  rank: number
  /** Key under `nav` in the common texts. */
  label: keyof (typeof common)['nav']
  icon: ComponentType<{ size?: number; stroke?: number }>
  /** Shown to people who may do this. */
  permission?: string
  /** Shown only to people who belong to a unit. */
  ofUnit?: true
}

export type Room = {
  /** The place. */
  of: string
  to: string
  rank: number
  label: keyof (typeof common)['room']
}

export type Context = {
  /** Namespace of its texts: `locales/<language>/<name>.json`. */
  name: string
  /** The Vietnamese ones; their keys are the type of `t`. */
  texts: () => Promise<{ default: object }>
  /** Its pages for signed-in people. */
  routes: readonly AnyRoute[]
  /** Its pages for everybody. */
  open?: readonly AnyRoute[]
  places?: readonly Place[]
  /** Its pages that stand beside others behind one place of the navigation; named under `room` in the common texts. */
  rooms?: readonly Room[]
  /** States of its records with the look that repeats their word (`common:state.*`). */
  states?: Record<string, readonly [Tone, Shape]>
  /** First words of its kinds of audit event, said by its `audit.*` and named by its `auditGroup.*`. */
  audit?: readonly string[]
  /** The page of each kind of record or audit object that has one; the last part is its id. */
  pages?: Record<string, string>
  /** Audit events after which the record is no more. */
  gone?: readonly string[]
}

const Contexts = createContext<readonly Context[]>([])
export const ContextsProvider = Contexts.Provider
export const useContexts = (): readonly Context[] => useContext(Contexts)

/** The places of one person, in the order of the navigation. */
export const placesOf = (contexts: readonly Context[], session: Session): Place[] =>
  contexts
    .flatMap((context) => context.places ?? [])
    .filter(
      (place) =>
        (!place.permission || may(session, place.permission)) && (!place.ofUnit || session.units.length > 0),
    )
    .sort((one, other) => one.rank - other.rank)

/** The page of a record by its kind, where it has one. */
export function pageOf(contexts: readonly Context[], kind: string, id: string): string | null {
  const path = contexts.map((context) => context.pages?.[kind]).find(Boolean)
  return path?.replace(/\$\w+$/, id) ?? null
}

/** What the kit and the pages know of all contexts at once; `app/contexts.ts` is the list and hands it in. */
import type { AnyRoute } from '@tanstack/react-router'
import type { Namespace } from 'i18next'
import { type ComponentType, createContext, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import type { TaskKind } from '@/client'
import type { Session } from '@/lib/session'
import { may } from '@/lib/session'
import { textAt } from '@/lib/texts'
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
  /** What its list begins with. */
  search?: Record<string, string>
  /** Shown to people who may do this. */
  permission?: string
}

/** A record that proves an assignment: the page that makes it, filled in from the assignment, under `recordNew.*`. */
export type Proof = {
  kind: string
  to: string
  /** Kinds of work that are done by it, each with what else its form is filled in with. */
  work: Partial<Record<TaskKind, Record<string, string>>>
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
  /** The page of each kind of record or audit object that has one; the last part is its id. Named by `recordKind.*`. */
  pages?: Record<string, string>
  proofs?: readonly Proof[]
  /** Sources of figures that its records are counted in, named by its `figures.source.*` and `figures.code.*`. */
  figures?: readonly string[]
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

// The words of other contexts come a moment after the page; it stays as it is meanwhile.
const LATER = { useSuspense: false }

/** What a kind of record is called, in its context's words: "Hoạt động". */
export function useRecordKind(): (kind: string) => string {
  const named = useContexts().filter((context) => context.pages)
  useTranslation(named.map(({ name }) => name) as Namespace, LATER)
  return (kind) => {
    const context = named.find(({ pages }) => pages && kind in pages)
    return context ? textAt(`${context.name}:recordKind.${kind}`, '') : ''
  }
}

/** The forms for a record that proves work of a kind: where, what else they are filled in with, and their name. */
export function useProofs(work: string): { to: string; fill: Record<string, string>; label: string }[] {
  const proving = useContexts().filter((context) => context.proofs)
  useTranslation(proving.map(({ name }) => name) as Namespace, LATER)
  return proving.flatMap(({ name, proofs = [] }) =>
    proofs.flatMap(({ kind, to, work: fills }) => {
      const fill = fills[work as TaskKind]
      return fill ? [{ to, fill, label: textAt(`${name}:recordNew.${kind}`, '') }] : []
    }),
  )
}

/** The words of figures, in the words of the context whose records they count. */
export function useFigureWords(): (source: string, key: 'source' | 'code' | 'about', code: string) => string {
  const counted = useContexts().filter((context) => context.figures)
  useTranslation(counted.map(({ name }) => name) as Namespace, LATER)
  return (source, key, code) => {
    const context = counted.find(({ figures }) => figures?.includes(source))
    return context ? textAt(`${context.name}:figures.${key}.${code}`, '') : ''
  }
}

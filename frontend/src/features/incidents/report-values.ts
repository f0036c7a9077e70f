/** A report as its form holds it, and as it goes to the server. */
import type { Harm, Informant, Nature, ReportChannel, ReportRead, ReportUpdate, ToldChild } from '@/client'

export type ReportValues = {
  channel: ReportChannel
  received_at: string | null
  nature: Nature
  harms: Harm[]
  online: boolean
  urgent: boolean
  parent_is_suspect: boolean
  facts: {
    what: string
    place: string
    children: ToldChild[]
    suspect: { name: string; relation: string; details: string }
    done_at_once: string
  }
  informant: Required<Informant>
}

export const NOBODY: Required<Informant> = {
  name: '',
  phone: '',
  address: '',
  relation: '',
  wants_secrecy: true,
}
export const NEW_CHILD: ToldChild = { name: '', birth: {}, sex: '', where_now: '' }

export const newReport = (now: Date): ReportValues => ({
  channel: 'phone',
  received_at: now.toISOString(),
  nature: 'abused',
  harms: [],
  online: false,
  urgent: false,
  parent_is_suspect: false,
  facts: {
    what: '',
    place: '',
    children: [],
    suspect: { name: '', relation: '', details: '' },
    done_at_once: '',
  },
  informant: NOBODY,
})

/** Who told is kept apart: the form never shows what was written before. */
export const valuesOf = (report: ReportRead): ReportValues => ({
  channel: report.channel,
  received_at: report.received_at,
  nature: report.nature,
  harms: report.harms,
  online: report.online,
  urgent: report.urgent,
  parent_is_suspect: report.parent_is_suspect,
  facts: {
    what: report.facts.what,
    place: report.facts.place ?? '',
    children: report.facts.children ?? [],
    suspect: { name: '', relation: '', details: '', ...report.facts.suspect },
    done_at_once: report.facts.done_at_once ?? '',
  },
  informant: NOBODY,
})

export function bodyOf({ received_at, informant, ...rest }: ReportValues): ReportUpdate {
  const { name, phone, address, relation } = informant
  const told = [name, phone, address, relation].some((text) => text.trim() !== '')
  return { ...rest, received_at: received_at ?? '', informant: told ? informant : null }
}

/** One sentence and the time suffice. */
export const isEnough = ({ received_at, facts }: ReportValues) =>
  received_at !== null && facts.what.trim().length >= 3

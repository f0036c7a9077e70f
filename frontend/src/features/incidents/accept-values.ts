/** What becomes of each child whom a report names. */
import type { AcceptedChild, ReportRead, ToldChild } from '@/client'

export type Accepted = {
  told: ToldChild
  /** Where it is left out: nothing is opened for it now. */
  taken: boolean
  /** The open case that it is, or nothing for a new one. */
  case_id: string
  name: string
  sex: NonNullable<ToldChild['sex']>
  child_id: string | null
}

/** A report that names no child is about one all the same. */
export const acceptedOf = ({ facts, matches }: Pick<ReportRead, 'facts' | 'matches'>): Accepted[] => {
  const children = facts.children?.length ? facts.children : [{}]
  return children.map((told: ToldChild, at) => ({
    told,
    taken: true,
    case_id: matches.find((one) => one.child === at)?.case_id ?? '',
    name: told.name ?? '',
    sex: told.sex ?? '',
    child_id: null,
  }))
}

type More = { owner_id: string | null; event_ward: string; residence_ward: string }

export const childBody = (one: Accepted, more: More): AcceptedChild =>
  one.case_id
    ? { case_id: one.case_id }
    : {
        child_id: one.child_id,
        sex: one.sex,
        facts: { name: one.name.trim(), birth: one.told.birth, where_now: one.told.where_now },
        ...more,
      }

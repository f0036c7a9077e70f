/** The one thing that a case asks for now. What may be done comes from the server; this says what comes first. */
import type { CasePaper, CaseRead, PaperVerb } from '@/client'
import type { PaperKind } from './words'

export type NextStep =
  | { does: 'decide' | 'continue' | 'await'; paper: CasePaper }
  | { does: 'begin'; kind: PaperKind; other?: PaperKind }
  | { does: 'start' | 'close' | 'plan_again' | 'await_closing' | 'closed' | 'handed_over' | 'none' }

type Known = Pick<CaseRead, 'state' | 'urgent' | 'clocks' | 'papers' | 'next' | 'allowed_actions' | 'full'>

/** The paper that the course asks for in a state. */
const COURSE: Partial<Record<CaseRead['state'], PaperKind>> = {
  received: 'initial_assessment',
  assessed: 'detailed_assessment',
  protected: 'detailed_assessment',
  examined: 'conference',
  conferred: 'plan',
  in_progress: 'review',
}

const may = (paper: CasePaper, verb: PaperVerb) => paper.allowed_actions.includes(verb)

export function nextStep(one: Known): NextStep {
  const allowed = (verb: CaseRead['allowed_actions'][number]) => one.allowed_actions.includes(verb)
  if (one.state === 'closed' || one.state === 'handed_over') return { does: one.state }
  const waiting = one.papers.filter((paper) => paper.state === 'submitted')
  const decided = waiting.find((paper) => may(paper, 'approve'))
  if (decided) return { does: 'decide', paper: decided }
  if (!allowed('write')) return { does: 'none' }

  const open = one.papers.filter((paper) => may(paper, 'edit'))
  const returned = open.find((paper) => paper.state === 'returned')
  if (returned) return { does: 'continue', paper: returned }

  const pressed =
    one.state === 'assessed' &&
    one.urgent &&
    one.clocks.some((clock) => clock.running && clock.code === 'case.first_protection')
  const kinds: readonly (PaperKind | undefined)[] = pressed
    ? ['urgent_measures', 'separation']
    : [COURSE[one.state]]
  const unfinished = one.papers.find((paper) => kinds.includes(paper.kind) && isUnfinished(paper))
  if (unfinished) return { does: may(unfinished, 'edit') ? 'continue' : 'await', paper: unfinished }
  const [kind, other] = kinds.filter((kind) => kind && one.next.papers.includes(kind))
  if (kind) return { does: 'begin', kind, other }

  if (one.state === 'plan_submitted' && waiting[0]) return { does: 'await', paper: waiting[0] }
  if (one.state === 'plan_approved' && allowed('start')) return { does: 'start' }
  if (one.state === 'reviewed') {
    if (reviewSays(one.papers) === 'plan_again' && allowed('plan_again')) return { does: 'plan_again' }
    return { does: allowed('close') ? 'close' : 'await_closing' }
  }
  return { does: 'none' }
}

const isUnfinished = ({ state }: CasePaper) =>
  state === 'draft' || state === 'returned' || state === 'submitted'

/** What the last review that counts concludes. */
export function reviewSays(papers: CasePaper[]): string {
  const last = papers.filter(({ kind, state }) => kind === 'review' && state === 'done').at(-1)
  return last?.form.kind === 'review' ? (last.form.conclusion ?? '') : ''
}

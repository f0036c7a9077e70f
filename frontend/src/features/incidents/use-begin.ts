import { useNavigate } from '@tanstack/react-router'
import { beginIncidentPaper } from '@/client'
import { useCaseVerb } from './api'
import { emptyForm } from './paper-forms'
import type { PaperKind } from './words'

type Begun = { kind: PaperKind; ground?: string }

/** Begins a paper and leads to it: from then on it is kept on the server. */
export function useBegin(case_id: string) {
  const navigate = useNavigate()
  return useCaseVerb<Begun>({
    done: '',
    call: ({ kind, ground }, headers) =>
      beginIncidentPaper({ path: { case_id }, body: { form: emptyForm(kind, ground) }, headers }),
    onDone: ({ papers }) => {
      const newest = papers.reduce((one, other) => (other.made_at > one.made_at ? other : one))
      void navigate({
        to: '/incidents/cases/$caseId/papers/$paperId',
        params: { caseId: case_id, paperId: newest.id },
      })
    },
  })
}

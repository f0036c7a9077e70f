import { useNavigate } from '@tanstack/react-router'
import { beginIncidentPaper } from '@/client'
import { useCaseVerb } from './api'
import { emptyForm } from './paper-forms'
import type { PaperKind } from './words'

type Begun = { kind: PaperKind; ground?: string }

/** Begins a paper and leads to it: from then on it is kept on the server. */
export function useBegin(case_id: string) {
  const navigate = useNavigate()
  const begin = useCaseVerb<Begun>({
    done: '',
    call: async ({ kind, ground }, headers) => {
      const reply = await beginIncidentPaper({
        path: { case_id },
        body: { form: emptyForm(kind, ground) },
        headers,
      })
      const begun = reply.data.papers.filter((paper) => paper.kind === kind).at(-1)
      if (begun)
        void navigate({
          to: '/incidents/cases/$caseId/papers/$paperId',
          params: { caseId: case_id, paperId: begun.id },
        })
      return reply
    },
  })
  return begin
}

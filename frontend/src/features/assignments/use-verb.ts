import type { AssignmentRead } from '@/client'
import { useVerb as useAnyVerb, type Verb } from '@/ui/use-verb'
import { ALL, assignmentQuery } from './api'

const ASSIGNMENTS = {
  texts: 'assignments',
  stale: [ALL],
  reading: (record: AssignmentRead) => assignmentQuery(record.id).queryKey,
}

/** A verb on one assignment: the answer is the record as it is now; every list and dashboard is read anew. */
export const useVerb = <Input = void>(verb: Verb<AssignmentRead, Input>) => useAnyVerb(ASSIGNMENTS, verb)

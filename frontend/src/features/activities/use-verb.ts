import type { ActivityRead } from '@/client'
import { useVerb as useAnyVerb, type Verb } from '@/ui/use-verb'
import { ALL, activityQuery } from './api'

const ACTIVITIES = {
  texts: 'activities',
  stale: [ALL, ['assignments']],
  reading: (record: ActivityRead) => activityQuery(record.id).queryKey,
}

/** A verb on one activity: the answer is the record as it is now; every list and calendar is read anew. */
export const useVerb = <Input = void>(verb: Verb<ActivityRead, Input>) => useAnyVerb(ACTIVITIES, verb)

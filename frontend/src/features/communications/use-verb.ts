import { useVerb as useAnyVerb, type Verb } from '@/ui/use-verb'
import { ALL } from './api'

const COMMUNICATIONS = { texts: 'communications', stale: [ALL, ['assignments']] }

/** A verb on an event, a script or a slot: all readings of communication are read anew. */
export const useVerb = <Reply, Input = void>(verb: Verb<Reply, Input>) =>
  useAnyVerb<Reply, Input>(COMMUNICATIONS, verb)

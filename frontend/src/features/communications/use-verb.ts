import { useVerb as useAnyVerb, type Verb } from '@/ui/use-verb'
import { events } from './record'

const SCRIPTS = { texts: 'communications' as const, stale: [events.all, ['assignments']] }

/** A verb on a script or a slot: all readings of communication are read anew. */
export const useVerb = <Reply, Input = void>(verb: Verb<Reply, Input>) =>
  useAnyVerb<Reply, Input>(SCRIPTS, verb)

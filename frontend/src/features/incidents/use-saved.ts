import { isProblem } from '@/lib/api'
import { type ServerDraft, useServerDraft } from '@/ui/use-server-draft'
import { lock } from './lock'
import * as memory from './memory'

/** Of cases: what the server doesn't have yet lies in the page's memory, and never on the device. */
export const useSaved = <Values>(draft: Omit<ServerDraft<Values>, 'shelf' | 'onRefused'>) =>
  useServerDraft({
    ...draft,
    shelf: memory,
    onRefused: (problem) => isProblem(problem, 'sign_in_again') && lock(),
  })

import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { isProblem } from '@/lib/api'
import { NOTICES } from '@/lib/notices'

/** What the whole application does about a refusal, whichever page met it. */
type Reactions = { onSignedOut: () => void; onConflict: () => void }

/** Reads are tried twice more unless the server gave a definite answer; changes never by themselves. */
export function createQueryClient({ onSignedOut, onConflict }: Reactions): QueryClient {
  const react = (error: Error) => {
    if (isProblem(error, 'sign_in_required')) onSignedOut()
  }
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: react }),
    mutationCache: new MutationCache({
      // What somebody does may end what they were told, or bring something new.
      onSuccess: () => client.invalidateQueries({ queryKey: NOTICES }),
      onError: (error) => {
        react(error)
        if (isProblem(error) && error.status === 412) onConflict()
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => failures < 2 && isProblem(error) && error.unanswered,
      },
      // Offline, a press must fail at once and say so: a paused one looks like a hanging page.
      mutations: { networkMode: 'always' },
    },
  })
  return client
}

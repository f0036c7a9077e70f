/** Renders a piece of the interface as the application would: theme, texts, queries, an address. */
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { contexts } from '@/app/contexts'
import '@/lib/i18n'
import { type Session, sessionQuery } from '@/lib/session'
import { ContextsProvider } from '@/ui/contexts'
import { someone } from './someone'

export { someone }

export async function renderAt(address: string, page: () => ReactNode, session: Session = someone) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 60_000 } } })
  queryClient.setQueryData(sessionQuery.queryKey, session)
  const router = createRouter({
    routeTree: createRootRoute({ component: page, validateSearch: (search) => search }),
    history: createMemoryHistory({ initialEntries: [address] }),
  })
  await router.load()
  const view = render(
    <MantineProvider env="test">
      <QueryClientProvider client={queryClient}>
        <ContextsProvider value={contexts}>
          <RouterProvider router={router as never} />
        </ContextsProvider>
      </QueryClientProvider>
    </MantineProvider>,
  )
  return { ...view, router, queryClient }
}

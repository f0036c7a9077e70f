import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useState } from 'react'
import { ConflictDialog } from '@/ui/ConflictDialog'
import { ContextsProvider } from '@/ui/contexts'
import { contexts } from './contexts'
import { createQueryClient } from './query-client'
import { createAppRouter } from './router'
import { cssVariablesResolver, theme } from './theme'

export function App() {
  const [conflict, setConflict] = useState(false)
  const [{ queryClient, router }] = useState(() => {
    const queryClient = createQueryClient({
      onConflict: () => setConflict(true),
      // Routes already on their way to a page are led to the sign-in page by their own guard.
      onSignedOut: () => {
        const here = router.state.location
        if (here.pathname === '/sign-in' || router.state.status === 'pending') return
        queryClient.removeQueries({ queryKey: ['session'] })
        router.navigate({ to: '/sign-in', search: { next: here.href, ended: true } })
      },
    })
    const router = createAppRouter(queryClient)
    return { queryClient, router }
  })

  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <ContextsProvider value={contexts}>
          <RouterProvider router={router} />
        </ContextsProvider>
        <ConflictDialog
          opened={conflict}
          onReload={() => {
            setConflict(false)
            queryClient.invalidateQueries()
          }}
        />
      </QueryClientProvider>
      <Notifications position="top-center" autoClose={6000} />
    </MantineProvider>
  )
}

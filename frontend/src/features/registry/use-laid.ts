import { useQueryClient } from '@tanstack/react-query'
import type { WardMapRead } from '@/client'
import { wardMapQuery } from '@/ui/map/ward-map'

/** Takes over the ward's map as it is now. */
export function useLaid() {
  const queryClient = useQueryClient()
  return (now: WardMapRead) => queryClient.setQueryData(wardMapQuery.queryKey, now)
}

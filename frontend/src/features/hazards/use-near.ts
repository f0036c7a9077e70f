import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { HazardNear } from '@/client'
import { nearQuery } from './api'
import { NEAR_ID } from './NearCards'
import { nearOf, type Values } from './values'

const PAUSE_MS = 400
const NONE: HazardNear[] = []

/**
 * Near ones while the form is filled in, and once more before it is saved: nothing is saved over one that nobody has
 * seen. Without a connection nothing is asked, and saving says so itself.
 */
export function useNear(values: Values) {
  const queryClient = useQueryClient()
  const [paused] = useDebouncedValue(values, PAUSE_MS)
  const asked = nearOf(paused)
  const query = useQuery({
    ...nearQuery(asked ?? {}),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
  })
  const near = (asked && query.data?.items) || NONE
  const shown = useRef(new Set<string>())
  useEffect(() => {
    for (const { id } of near) shown.current.add(id)
  }, [near])
  return {
    near,
    /** Whether there is one that nobody has looked at; then it is on the page, and saving waits. */
    holdsBack: async (now: Values): Promise<boolean> => {
      const last = nearOf(now)
      if (!last) return false
      const found = await queryClient.fetchQuery({ ...nearQuery(last), retry: false }).catch(() => null)
      const unseen = found?.items.some(({ id }) => !shown.current.has(id)) ?? false
      if (unseen) {
        for (const { id } of found?.items ?? []) shown.current.add(id)
        // They are drawn in the next moment.
        setTimeout(() => {
          const place = document.getElementById(NEAR_ID)
          place?.scrollIntoView({ block: 'start' })
          place?.focus()
        }, PAUSE_MS + 100)
      }
      return unseen
    },
  }
}

/** Notices of the person: how many wait is asked every minute, and again after whatever the person does. */
import { queryOptions } from '@tanstack/react-query'
import { countUnreadNotices } from '@/client'
import { unwrap } from './api'

export const NOTICES = ['notices'] as const
const LOOK_MS = 60_000

export const unreadQuery = queryOptions({
  queryKey: [...NOTICES, 'unread'],
  queryFn: ({ signal }) => countUnreadNotices({ signal }).then(unwrap),
  refetchInterval: LOOK_MS,
})

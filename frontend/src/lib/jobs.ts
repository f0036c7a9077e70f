/** Long work on the server, as its asker reads it: again and again while it goes on. */
import { queryOptions } from '@tanstack/react-query'
import { type JobRead, listJobs, readJob } from '@/client'
import { unwrap } from './api'

const JOBS = ['jobs'] as const
const LOOK_MS = 1000

export const isOpen = (job: JobRead): boolean => job.state === 'waiting' || job.state === 'running'

export const jobsQuery = queryOptions({
  queryKey: [...JOBS, 'list'],
  queryFn: ({ signal }) => listJobs({ signal }).then(unwrap),
  refetchInterval: ({ state }) => (state.data?.items.some(isOpen) ? LOOK_MS : false),
})

export const jobQuery = (job_id: string) =>
  queryOptions({
    queryKey: [...JOBS, 'one', job_id],
    queryFn: ({ signal }) => readJob({ path: { job_id }, signal }).then(unwrap),
    refetchInterval: ({ state }) => (state.data && !isOpen(state.data) ? false : LOOK_MS),
  })

/** Address of the file that a job made. */
export const jobFile = (job: JobRead): string => `/api/v1/jobs/${job.id}/file`

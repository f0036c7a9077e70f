import { Progress } from '@mantine/core'
import type { JobRead } from '@/client'
import { isOpen } from '@/lib/jobs'
import parts from '@/ui/parts.module.css'
import { useJobWords } from './use-job-words'

/** How far a job is, or how it ended; read out when that changes. */
export function JobState({ job }: { job: JobRead }) {
  const words = useJobWords()
  if (!isOpen(job))
    return (
      <p role={job.state === 'failed' ? 'alert' : 'status'} className="figure">
        {words.outcome(job)}
      </p>
    )
  const share = job.total ? (job.done / job.total) * 100 : 0
  return (
    <>
      <p className={`figure ${parts.quiet}`}>{words.progress(job)}</p>
      <Progress value={share} aria-label={words.progress(job)} />
    </>
  )
}

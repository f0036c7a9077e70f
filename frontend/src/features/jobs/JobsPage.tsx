import { Card } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '@/lib/format'
import { jobsQuery } from '@/lib/jobs'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { CardsSkeleton } from '@/ui/Skeletons'
import { StateChip } from '@/ui/StateChip'
import { JobState } from './JobState'
import { useJobWords } from './use-job-words'

/** What the person asked the server to do at length: what runs, and how the rest ended. */
export default function JobsPage() {
  const { t } = useTranslation('jobs')
  const words = useJobWords()
  const jobs = useQuery(jobsQuery)
  const items = jobs.data?.items ?? []
  const body = () => {
    if (jobs.isPending) return <CardsSkeleton cards={3} />
    if (jobs.isError) return <ErrorState error={jobs.error} onRetry={() => jobs.refetch()} />
    if (items.length === 0) return <EmptyState title={t('none')}>{t('noneHelp')}</EmptyState>
    return items.map((job) => (
      <Card key={job.id} component="article" className={parts.card}>
        <div className={parts.row}>
          <h2>
            <Link to="/jobs/$jobId" params={{ jobId: job.id }}>
              {words.title(job)}
            </Link>
          </h2>
          <StateChip state={job.state} />
        </div>
        <p className={parts.quiet}>{t('askedAt', { at: formatInstant(job.asked_at) })}</p>
        <JobState job={job} />
      </Card>
    ))
  }
  return (
    <div className={parts.column}>
      <PageHeader title={t('title')} />
      {body()}
    </div>
  )
}

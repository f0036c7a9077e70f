import { Button, Card, Group } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { JobRead } from '@/client'
import { formatInstant } from '@/lib/format'
import { isOpen, jobFile, jobQuery } from '@/lib/jobs'
import { useParam } from '@/lib/use-param'
import { LinkButton } from '@/ui/LinkButton'
import { showDone } from '@/ui/notices'
import { OneRecord } from '@/ui/OneRecord'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { StateChip } from '@/ui/StateChip'
import { JobState } from './JobState'
import { kindOf } from './kinds'
import { useJobWords } from './use-job-words'

/** One job: the page may be left, and the job goes on. */
export default function JobPage() {
  return <OneRecord query={jobQuery(useParam('jobId'))}>{(job) => <Job job={job} />}</OneRecord>
}

function Job({ job }: { job: JobRead }) {
  const { t } = useTranslation('jobs')
  const words = useJobWords()
  const kind = kindOf(job.kind)
  useEnd(job)
  return (
    <>
      <PageHeader
        title={words.title(job)}
        meta={t('askedAt', { at: formatInstant(job.asked_at) })}
        state={<StateChip state={job.state} />}
      />
      <Card className={parts.card}>
        <JobState job={job} />
        {isOpen(job) && <p className={parts.quiet}>{t('mayLeave')}</p>}
        {job.has_file && <p className={parts.quiet}>{t('forADay')}</p>}
        <Group justify="flex-end" className="no-print">
          <LinkButton variant="default" to="/jobs">
            {t('all')}
          </LinkButton>
          {job.has_file && (
            <Button component="a" href={jobFile(job)} download>
              {t('fetch')}
            </Button>
          )}
          {job.state === 'done' && !job.has_file && kind && <LinkButton to={kind.to}>{t('look')}</LinkButton>}
          {job.state === 'failed' && kind && 'again' in kind && (
            <LinkButton to={kind.again}>{t('importAgain')}</LinkButton>
          )}
        </Group>
      </Card>
    </>
  )
}

/** Says when it is done, and what it changed is read anew: also where it was quicker than this page. */
function useEnd(job: JobRead) {
  const { t } = useTranslation('jobs')
  const words = useJobWords()
  const queryClient = useQueryClient()
  const [wasOpen, hasEnded] = [useRef(isOpen(job)), useRef(false)]
  useEffect(() => {
    if (isOpen(job) || hasEnded.current) return
    hasEnded.current = true
    if (wasOpen.current && job.state === 'done') showDone(t('isDone', { title: words.title(job) }))
    for (const key of kindOf(job.kind)?.stale ?? []) void queryClient.invalidateQueries({ queryKey: [key] })
  })
}

import { useTranslation } from 'react-i18next'
import type { JobRead } from '@/client'
import { formatNumber } from '@/lib/format'
import { textAt } from '@/lib/texts'

/** What is said of a job: what it is, how far it is in figures, what came of it. */
export function useJobWords() {
  const { t } = useTranslation('jobs')
  const figures = (job: JobRead) => ({
    done: formatNumber(job.done),
    total: formatNumber(job.total ?? 0),
  })
  return {
    title: (job: JobRead) => textAt(`jobs:kind.${job.kind}`, t('kind.other')),
    /** "Đã ghi 3.200 trong 10.000 dòng". */
    progress: (job: JobRead) => {
      if (job.state === 'waiting') return t('waits')
      if (job.total === null) return textAt(`jobs:begun.${job.step}`, t('begins'))
      return t(`step.${stepOf(job.step)}`, figures(job))
    },
    /** Of a job that has ended. */
    outcome: (job: JobRead) => {
      if (job.state === 'failed') return job.problem_detail
      const told = Object.entries(job.result)
        .filter(([, count]) => count > 0)
        .map(([name, count]) => [textAt(`jobs:figure.${name}`, name), formatNumber(count)].join(': '))
      return told.join(' · ') || t('nothing')
    },
  }
}

const STEPS = ['checking', 'writing', 'making'] as const
const stepOf = (step: string) => STEPS.find((one) => one === step) ?? 'other'

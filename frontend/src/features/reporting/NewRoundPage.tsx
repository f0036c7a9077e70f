import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { openReportRound, type ReportRoundCreate } from '@/client'
import { today } from '@/lib/format'
import { addDays } from '@/lib/when'
import { PageHeader } from '@/ui/PageHeader'
import { useUnsavedDraft } from '@/ui/use-unsaved-draft'
import { RoundForm } from './RoundForm'
import { reportRounds } from './record'
import { createOf, type RoundValues } from './round-values'

const START: RoundValues = {
  kind: 'quick',
  title: '',
  note: '',
  plan_id: null,
  from_on: today().slice(0, 8).concat('01'),
  to_on: today(),
  due_on: addDays(today(), 2),
  due_hour: '',
  unit_kinds: ['khu_pho'],
  questions: [{ text: '', unit: '' }],
  checks: [],
}

/** Ask units for a report, or for figures that somebody needs now. */
export default function NewRoundPage() {
  const { t } = useTranslation('reporting')
  const navigate = useNavigate()
  const draft = useUnsavedDraft<RoundValues>('report-round:new', START)
  const open = reportRounds.useVerb<ReportRoundCreate>({
    done: 'opened',
    quiet: true,
    call: (body, headers) => openReportRound({ body, headers }),
    onDone: (round) => {
      draft.forget()
      void navigate({ to: '/reports/$roundId', params: { roundId: round.id }, replace: true })
    },
  })
  return (
    <>
      <PageHeader title={t('round.new')} />
      <RoundForm
        draft={draft}
        error={open.error}
        busy={open.isPending}
        save={t('round.send')}
        onSave={(values) => open.mutate(createOf(values))}
      />
    </>
  )
}

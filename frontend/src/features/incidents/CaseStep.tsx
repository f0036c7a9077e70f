import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import {
  approveIncidentPaper,
  type CasePaper,
  type CaseRead,
  planIncidentCaseAgain,
  returnIncidentPaper,
  startIncidentCase,
} from '@/client'
import { ifMatch } from '@/lib/api'
import { LinkButton } from '@/ui/LinkButton'
import parts from '@/ui/parts.module.css'
import { StepCard } from '@/ui/StepCard'
import { useCaseVerb } from './api'
import { CloseDialog } from './CloseDialog'
import classes from './Incidents.module.css'
import { KeptReasonButton } from './KeptReason'
import { nextStep, reviewSays } from './next-step'
import { PaperView } from './PaperView'
import { useBegin } from './use-begin'
import { useKeptState } from './use-kept'

/** "Bước tiếp theo": exactly one thing, and who waits for whom. */
export function CaseStep({ one }: { one: CaseRead }) {
  const { t } = useTranslation('incidents')
  const [closing, setClosing] = useKeptState(`closing:${one.id}`, false)
  const begin = useBegin(one.id)
  const of = { path: { case_id: one.id }, headers: ifMatch(one) }
  const start = useCaseVerb({ done: 'started', call: () => startIncidentCase(of) })
  const again = useCaseVerb({ done: 'plannedAgain', call: () => planIncidentCaseAgain(of) })
  const step = nextStep(one)
  const planAgain = one.allowed_actions.includes('plan_again') && (
    <Button variant="default" loading={again.isPending} onClick={() => again.mutate()}>
      {t('step.planAgain')}
    </Button>
  )
  switch (step.does) {
    case 'decide':
      return <Decide one={one} paper={step.paper} />
    case 'continue':
      return (
        <StepCard
          title={t(`paper.${step.paper.kind}`)}
          help={
            step.paper.reason && step.paper.state === 'returned'
              ? t('step.returned', { reason: step.paper.reason })
              : t('step.continueHelp')
          }
        >
          <LinkButton
            to="/incidents/cases/$caseId/papers/$paperId"
            params={{ caseId: one.id, paperId: step.paper.id }}
          >
            {t('step.continue')}
          </LinkButton>
        </StepCard>
      )
    case 'await':
      return (
        <StepCard
          title={t('step.await', { paper: t(`paper.${step.paper.kind}`) })}
          help={t('step.awaitHelp')}
        >
          <LinkButton
            variant="default"
            to="/incidents/cases/$caseId/papers/$paperId"
            params={{ caseId: one.id, paperId: step.paper.id }}
          >
            {t('papers.read')}
          </LinkButton>
        </StepCard>
      )
    case 'begin':
      return (
        <StepCard title={t(`step.begin.${step.kind}`)} help={t(`step.beginHelp.${step.kind}`)}>
          <div className={classes.ways}>
            <Button
              loading={begin.isPending && begin.variables?.kind === step.kind}
              onClick={() => begin.mutate({ kind: step.kind })}
            >
              {step.other ? t(`paper.${step.kind}`) : t('step.write')}
            </Button>
            {step.other && (
              <Button
                variant="default"
                loading={begin.isPending && begin.variables?.kind === step.other}
                onClick={() => step.other && begin.mutate({ kind: step.other })}
              >
                {t(`paper.${step.other}`)}
              </Button>
            )}
          </div>
        </StepCard>
      )
    case 'start':
      return (
        <StepCard title={t('step.start')} help={t('step.startHelp')}>
          <Button loading={start.isPending} onClick={() => start.mutate()}>
            {t('step.startSend')}
          </Button>
        </StepCard>
      )
    case 'plan_again':
      return (
        <StepCard title={t('step.planAgain')} help={t('step.planAgainHelp')}>
          <Button loading={again.isPending} onClick={() => again.mutate()}>
            {t('step.planAgain')}
          </Button>
        </StepCard>
      )
    case 'close':
      return (
        <StepCard
          title={t('step.close')}
          help={t(reviewSays(one.papers) === 'close' ? 'step.closeHelp' : 'step.closeOrPlan')}
        >
          <div className={classes.ways}>
            <Button onClick={() => setClosing(true)}>{t('closing.send')}</Button>
            {planAgain}
          </div>
          {closing && <CloseDialog one={one} onClose={() => setClosing(false)} />}
        </StepCard>
      )
    case 'await_closing':
      return (
        <StepCard title={t('step.awaitClosing')} help={t('step.awaitClosingHelp')}>
          {planAgain}
        </StepCard>
      )
    case 'closed':
      return (
        <div className={parts.hint}>
          {one.closing_note && (
            <p className={classes.text}>{t('closing.said', { note: one.closing_note })}</p>
          )}
          <p className={parts.quiet}>
            {t(one.allowed_actions.includes('reopen') ? 'step.closed' : 'step.closedAsk')}
          </p>
        </div>
      )
    case 'handed_over':
      return <p className={parts.hint}>{t('step.handedOver')}</p>
    default:
      return null
  }
}

/** What the chair decides, shown right there with both ways. */
function Decide({ one, paper }: { one: CaseRead; paper: CasePaper }) {
  const { t } = useTranslation('incidents')
  const of = { path: { case_id: one.id, paper_id: paper.id }, headers: ifMatch(paper) }
  const approve = useCaseVerb({ done: 'approved', call: () => approveIncidentPaper(of) })
  const back = useCaseVerb<string>({
    done: 'sentBack',
    call: (reason) => returnIncidentPaper({ ...of, body: { reason } }),
  })
  return (
    <StepCard
      title={t(`step.decide.${paper.kind === 'plan' ? 'plan' : 'other'}`, {
        paper: t(`paper.${paper.kind}`),
      })}
      help={t('step.decideHelp', { name: paper.author_name })}
    >
      <div style={{ flex: '1 1 100%' }}>
        <PaperView paper={paper} />
      </div>
      <div className={classes.ways}>
        <Button loading={approve.isPending} onClick={() => approve.mutate()}>
          {t('step.approve')}
        </Button>
        <KeptReasonButton
          name={`return:${paper.id}`}
          verb={back}
          title={t('step.returnTitle')}
          label={t('step.returnLabel')}
          help={t('step.returnHelp')}
          send={t('step.returnSend')}
        >
          {t('step.return')}
        </KeptReasonButton>
      </div>
    </StepCard>
  )
}

import { Button, Card } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  cancelReportRound,
  lockReportRound,
  type Reminded,
  type ReportAnswerItem,
  type ReportRoundRead,
  remindReportRound,
  unlockReportRound,
} from '@/client'
import { ifMatch } from '@/lib/api'
import { formatDateInText, formatInstant, formatNumber } from '@/lib/format'
import { useParam } from '@/lib/use-param'
import { Chip } from '@/ui/Chip'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { Facts } from '@/ui/Facts'
import { HistoryCard } from '@/ui/HistoryCard'
import { OneRecord } from '@/ui/OneRecord'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { ReasonButton } from '@/ui/ReasonButton'
import { StateChip } from '@/ui/StateChip'
import { useVerb } from '@/ui/use-verb'
import { InstantText } from '@/ui/values'
import classes from './Reports.module.css'
import { reportRounds } from './record'
import { answerWord, dueWords, useQuestionWords } from './words'

/** Where a round stands: who has answered, who is missing, what it comes to. */
export default function RoundPage() {
  const roundId = useParam('roundId')
  return <OneRecord query={reportRounds.one(roundId)}>{(round) => <Round round={round} />}</OneRecord>
}

function Round({ round }: { round: ReportRoundRead }) {
  const { t } = useTranslation(['reporting', 'common'])
  const { counts, duties } = round
  const missing = round.answers.filter(({ state }) => state !== 'submitted' && state !== 'accepted')
  return (
    <div className={parts.stack}>
      <PageHeader
        title={round.title}
        meta={t(`kind.${round.kind}`)}
        state={<StateChip state={round.state} />}
        action={<Remind round={round} />}
        more={<Ways round={round} />}
      />
      <Card component="section" className={parts.card} aria-labelledby="stands">
        <h2 id="stands">{t('round.stands')}</h2>
        <p className={classes.words}>
          {t('round.sentence', { answered: counts.answered, asked: counts.asked, accepted: counts.accepted })}{' '}
          {counts.late > 0 && (
            <Chip tone="bad" shape="square">
              {t('round.late', { count: counts.late })}
            </Chip>
          )}
        </p>
        {missing.length > 0 && round.state === 'open' && (
          <p className={classes.words}>
            {t('round.missingNames', { names: missing.map(({ unit_name }) => unit_name).join(', ') })}
          </p>
        )}
        <Facts
          facts={[
            [t('round.period'), `${formatDateInText(round.from_on)} – ${formatDateInText(round.to_on)}`],
            [t('round.due'), dueWords(round.due_at)],
            [t('round.lockedAt'), round.locked_at && formatInstant(round.locked_at)],
            [t('round.remindedAt'), round.reminded_at && formatInstant(round.reminded_at)],
            [t('round.openedBy'), round.opened_by],
            [t('round.cancelled'), round.cancel_reason],
          ]}
        />
        {round.note && <p className={classes.words}>{round.note}</p>}
        {duties.map((duty) => (
          <p key={duty.name} className={parts.quiet}>
            {t(duty.counts ? 'round.dutyEarlier' : 'round.duty', {
              name: duty.name,
              body: duty.body,
              day: formatDateInText(duty.last_on),
              basis: duty.legal_basis,
            })}
          </p>
        ))}
      </Card>
      <Matrix round={round} />
      <HistoryCard events={round.history} texts="reporting" />
    </div>
  )
}

function Remind({ round }: { round: ReportRoundRead }) {
  const { t } = useTranslation('reporting')
  const remind = useVerb<Reminded>(
    { texts: 'reporting', stale: [reportRounds.all] },
    {
      done: ({ units }) => (units > 0 ? 'reminded' : 'nobodyOwes'),
      call: () => remindReportRound({ path: { round_id: round.id }, headers: ifMatch(round) }),
    },
  )
  if (!round.allowed_actions.includes('remind') || round.counts.missing === 0) return null
  return (
    <Button loading={remind.isPending} onClick={() => remind.mutate()}>
      {t('round.remind', { count: round.counts.missing })}
    </Button>
  )
}

/** Steps of the round itself. */
function Ways({ round }: { round: ReportRoundRead }) {
  const { t } = useTranslation('reporting')
  const [locking, setLocking] = useState(false)
  const at = { path: { round_id: round.id }, headers: ifMatch(round) }
  const lock = reportRounds.useVerb({
    done: 'locked',
    call: () => lockReportRound(at),
    onDone: () => setLocking(false),
  })
  const unlock = reportRounds.useVerb({ done: 'unlocked', call: () => unlockReportRound(at) })
  const cancel = reportRounds.useVerb<string>({
    done: 'cancelled',
    call: (reason) => cancelReportRound({ ...at, body: { reason } }),
  })
  const can = (verb: (typeof round.allowed_actions)[number]) => round.allowed_actions.includes(verb)
  if (!can('lock') && !can('unlock') && !can('cancel')) return null
  return (
    <>
      {can('lock') && (
        <Button variant="default" onClick={() => setLocking(true)}>
          {t('round.lock')}
        </Button>
      )}
      {can('unlock') && (
        <Button variant="default" loading={unlock.isPending} onClick={() => unlock.mutate()}>
          {t('round.unlock')}
        </Button>
      )}
      {can('cancel') && (
        <ReasonButton
          verb={cancel}
          variant="default"
          title={t('round.cancelTitle')}
          label={t('round.cancelWhy')}
          help={t('round.cancelHelp')}
          send={t('round.cancel')}
        >
          {t('round.cancel')}
        </ReasonButton>
      )}
      <ConfirmDialog
        opened={locking}
        title={t('round.lockTitle')}
        confirm={t('round.lock')}
        busy={lock.isPending}
        onConfirm={() => lock.mutate()}
        onClose={() => setLocking(false)}
      >
        {t('round.lockHelp', { count: round.counts.missing })}
      </ConfirmDialog>
    </>
  )
}

/** Units x what they say: a table on a desktop, a line a unit on a phone. Of a long report the states alone. */
function Matrix({ round }: { round: ReportRoundRead }) {
  const { t } = useTranslation('reporting')
  const wide = useMediaQuery('(min-width: 48em)', true, { getInitialValueInEffect: false })
  const Look = wide ? Table : Lines
  return (
    <Card component="section" className={parts.card} aria-labelledby="answers">
      <h2 id="answers">{t('round.answers')}</h2>
      <Look round={round} />
    </Card>
  )
}

const FEW = 6

function Table({ round }: { round: ReportRoundRead }) {
  const { t } = useTranslation('reporting')
  const words = useQuestionWords({})
  const shown = round.questions.length <= FEW ? round.questions : []
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be reachable by keyboard to be scrolled
    <section className={classes.scroll} tabIndex={0} aria-label={t('round.table')}>
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col">{t('round.unit')}</th>
            <th scope="col">{t('round.state')}</th>
            <th scope="col">{t('round.submittedAt')}</th>
            {shown.map((one) => (
              <th key={one.code} scope="col" className={classes.number}>
                {words(one)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {round.answers.map((answer) => (
            <tr key={answer.id}>
              <th scope="row">
                <Name answer={answer} />
              </th>
              <td>
                <State answer={answer} />
              </td>
              <td>
                <InstantText value={answer.submitted_at} />
              </td>
              {shown.map(({ code }) => (
                <td key={code} className={classes.number}>
                  {shownOf(answer, code, t('round.hidden'))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {shown.length > 0 && round.answers.length > 1 && (
          <tfoot>
            <tr>
              <th scope="row" colSpan={3}>
                {t('round.total', { count: round.counts.answered })}
              </th>
              {shown.map(({ code }) => {
                const total = round.totals[code]
                return (
                  <td key={code} className={classes.number}>
                    {total === undefined ? '–' : formatNumber(total)}
                  </td>
                )
              })}
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  )
}

function Lines({ round }: { round: ReportRoundRead }) {
  const { t } = useTranslation('reporting')
  const words = useQuestionWords({})
  const shown = round.questions.length <= FEW ? round.questions : []
  return (
    <ul className={classes.units}>
      {round.answers.map((answer) => (
        <li key={answer.id}>
          <div className={classes.ways}>
            <Name answer={answer} /> <State answer={answer} />
          </div>
          {Object.keys(answer.values).length > 0 && (
            <Facts
              facts={shown.map((one) => [words(one), shownOf(answer, one.code, t('round.hidden'))] as const)}
            />
          )}
        </li>
      ))}
    </ul>
  )
}

function Name({ answer }: { answer: ReportAnswerItem }) {
  return (
    <Link to="/reports/answers/$answerId" params={{ answerId: answer.id }} className={parts.target}>
      {answer.unit_name}
    </Link>
  )
}

function State({ answer }: { answer: ReportAnswerItem }) {
  const { t } = useTranslation('reporting')
  return (
    <span className={classes.ways}>
      <StateChip state={answer.state} word={answerWord(answer.state)} />
      {answer.late && (
        <Chip tone="bad" shape="square">
          {t('answer.late')}
        </Chip>
      )}
    </span>
  )
}

/** Hidden is not the same as not there. */
function shownOf({ values }: ReportAnswerItem, code: string, hidden: string): string {
  if (!(code in values)) return '–'
  const value = values[code]
  return value === null || value === undefined ? hidden : formatNumber(value)
}

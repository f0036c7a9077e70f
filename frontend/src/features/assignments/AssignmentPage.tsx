import { Card, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AssignmentRead } from '@/client'
import { formatInstant, formatMoney, formatNumber } from '@/lib/format'
import { may as mayEver, useSession } from '@/lib/session'
import { textAt } from '@/lib/texts'
import { useParam } from '@/lib/use-param'
import { Chip } from '@/ui/Chip'
import { Deadline } from '@/ui/Deadline'
import { Facts } from '@/ui/Facts'
import { OneRecord } from '@/ui/OneRecord'
import parts from '@/ui/parts.module.css'
import { RecordPage } from '@/ui/RecordPage'
import { StateChip } from '@/ui/StateChip'
import { DateText } from '@/ui/values'
import classes from './Assignments.module.css'
import { CaseCounts } from './CaseCounts'
import { Decision } from './Decision'
import { EvidenceSection } from './EvidenceSection'
import { HandOver } from './HandOver'
import { NextWaiting } from './NextWaiting'
import { NoteForm } from './NoteForm'
import { Reopen } from './Reopen'
import { ResultForm } from './ResultForm'
import { assignments } from './record'
import { Steps } from './Steps'
import { Support } from './Support'
import { dueOf } from './words'

/** One assignment: what it is and its state, the next action, then facts, evidence, notes, history. */
export default function AssignmentPage() {
  const assignmentId = useParam('assignmentId')
  return (
    <OneRecord query={assignments.one(assignmentId)}>
      {(assignment) => <Page assignment={assignment} />}
    </OneRecord>
  )
}

function Page({ assignment }: { assignment: AssignmentRead }) {
  const { t } = useTranslation(['assignments', 'common'])
  const may = (verb: AssignmentRead['allowed_actions'][number]) => assignment.allowed_actions.includes(verb)
  const mayDecide = mayEver(useSession(), 'assignment:decide')
  const settled = assignment.state === 'submitted' || assignment.state === 'accepted'
  return (
    <RecordPage
      title={assignment.text}
      meta={`${t('number', { number: assignment.number })} · ${assignment.plan_title}`}
      state={
        <>
          <StateChip state={assignment.withdrawn ? 'withdrawn' : assignment.state} />
          {assignment.late && (
            <Chip tone="bad" shape="triangle">
              {t('late')}
            </Chip>
          )}
        </>
      }
      reasons={[
        assignment.return_reason &&
          assignment.state !== 'accepted' &&
          t('common:record.returnedWith', { reason: assignment.return_reason }),
      ]}
      history={{ events: assignment.history, texts: 'assignments', printed: true }}
    >
      <Steps assignment={assignment} />
      {may('accept') && <Decision assignment={assignment} />}
      {mayDecide && <NextWaiting assignment={assignment} />}
      <Card>
        <Facts
          facts={[
            [t('column.unit'), assignment.unit_name],
            [t('column.due'), <Deadline key="due" {...dueOf(assignment)} settled={settled} />],
            [t('fact.event'), assignment.event_on && <DateText key="event" value={assignment.event_on} />],
            [t('column.kind'), textAt(`common:taskKind.${assignment.kind}`)],
            [t('fact.person'), assignment.person_name],
            [t('fact.support'), assignment.supporting_units.map((unit) => unit.name).join(', ')],
          ]}
        />
        {(may('hand_over') || may('support') || may('reopen')) && (
          <Group gap={8} mt="md" className="no-print">
            {may('hand_over') && <HandOver assignment={assignment} />}
            {may('support') && <Support assignment={assignment} />}
            {may('reopen') && <Reopen assignment={assignment} />}
          </Group>
        )}
      </Card>
      {assignment.case_counts && <CaseCounts counts={assignment.case_counts} />}
      {assignment.result && (
        <Card component="section" aria-labelledby="result" className={classes.card}>
          <h2 id="result">{t('result.title')}</h2>
          <p style={{ margin: 0, whiteSpace: 'pre-wrap' }}>{assignment.result}</p>
          <FigureList figures={assignment.figures} />
          {assignment.submitted_at && (
            <p className={parts.quiet}>{t('submittedAt', { at: formatInstant(assignment.submitted_at) })}</p>
          )}
        </Card>
      )}
      <EvidenceSection assignment={assignment} />
      {may('submit') && <ResultForm assignment={assignment} />}
      {(assignment.notes.length > 0 || may('note')) && (
        <Card component="section" aria-labelledby="note" className={classes.card}>
          <h2 id="note">{t('note.title')}</h2>
          <ul className={parts.plain}>
            {assignment.notes.map((note) => (
              <li key={note.id}>
                <div style={{ whiteSpace: 'pre-wrap' }}>{note.text}</div>
                <FigureList figures={note.figures} />
                <p className={parts.quiet}>
                  {note.author_name} · {formatInstant(note.noted_at)}
                </p>
              </li>
            ))}
          </ul>
          {may('note') && (
            <details>
              <summary>{t('next.note')}</summary>
              <NoteForm assignment={assignment} />
            </details>
          )}
        </Card>
      )}
    </RecordPage>
  )
}

function FigureList({ figures }: { figures: Record<string, number> }) {
  const entries = Object.entries(figures)
  if (entries.length === 0) return null
  return (
    <p className={parts.quiet}>
      {entries
        .map(([code, value]) =>
          code === 'amount_vnd'
            ? formatMoney(value)
            : `${formatNumber(value)} ${textAt(`assignments:figure.${code}`)}`,
        )
        .join(' · ')}
    </p>
  )
}

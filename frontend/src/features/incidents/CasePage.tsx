import { Card } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { addIncidentNote, type CaseRead, type HistoryEventRead, removeIncidentFile } from '@/client'
import { formatInstant } from '@/lib/format'
import { textAt } from '@/lib/texts'
import { useParam } from '@/lib/use-param'
import { Facts } from '@/ui/Facts'
import parts from '@/ui/parts.module.css'
import { RecordPage } from '@/ui/RecordPage'
import { StateChip } from '@/ui/StateChip'
import { AccessCard } from './AccessCard'
import { caseQuery, useCaseVerb } from './api'
import { ReportItem } from './CaseItem'
import { CaseMenu } from './CaseMenu'
import { CaseStep } from './CaseStep'
import { ChildCard } from './ChildCard'
import { ClocksCard } from './Clocks'
import { behindDoor } from './Door'
import { EvidenceCard } from './EvidenceCard'
import { Fold } from './Fold'
import classes from './Incidents.module.css'
import { Marks } from './Marks'
import { NotesCard } from './NotesCard'
import { Opened } from './Opened'
import { PapersCard } from './PapersCard'
import { SealedFiles } from './SealedFiles'
import { SecretMark } from './SecretMark'
import { TasksCard } from './TasksCard'
import { TransfersCard } from './TransfersCard'
import { useBirthText } from './use-birth-text'
import { sexKey } from './words'

/** One child's case: how far it is and what is due, the next step, then all that belongs to it. */
function CasePage() {
  return <Opened query={caseQuery(useParam('caseId'))}>{(one) => <Shown one={one} />}</Opened>
}

function Shown({ one }: { one: CaseRead }) {
  const { t } = useTranslation(['incidents', 'common'])
  const birthText = useBirthText()
  const path = { case_id: one.id }
  const may = (verb: CaseRead['allowed_actions'][number]) => one.allowed_actions.includes(verb)
  const sees = (part: CaseRead['parts'][number]) => one.parts.includes(part)
  const { reopening_note, reopened_at } = one
  const aboutEvent = ({ kind, facts }: HistoryEventRead) => {
    if (kind.startsWith('incident_case.paper_')) return textAt(`incidents:paper.${facts.kind}`, '')
    if (kind === 'incident_case.access_given') return textAt(`incidents:access.kind.${facts.kind}`, '')
    return ''
  }
  const note = useCaseVerb<string>({
    done: 'noted',
    call: (text, headers) => addIncidentNote({ path, body: { text }, headers }),
  })
  const remove = useCaseVerb<string>({
    done: 'removed',
    call: (file_id) => removeIncidentFile({ path: { ...path, file_id } }),
  })
  return (
    <RecordPage
      title={one.child.name || t('child.unnamed')}
      documentTitle={t('case.one')}
      meta={`${one.reference} · ${t('case.owner', { name: one.owner_name })}`}
      state={
        <>
          <StateChip state={one.state} word={t(`caseState.${one.state}`)} />
          <Marks {...one} />
        </>
      }
      secondary={<CaseMenu one={one} />}
      reasons={[
        reopening_note &&
          one.state !== 'closed' &&
          t(reopened_at ? 'reopen.saidAt' : 'reopen.said', {
            note: reopening_note,
            at: reopened_at && formatInstant(reopened_at),
          }),
      ]}
      history={one.full ? { events: one.history, texts: 'incidents', about: aboutEvent } : undefined}
    >
      <SecretMark>{one.full ? undefined : t('secret.referred')}</SecretMark>
      <CaseStep one={one} />
      <ClocksCard clocks={one.clocks} />
      <Card component="section" aria-labelledby="facts" className={parts.card}>
        <h2 id="facts">{t('case.about')}</h2>
        <Facts
          facts={[
            [
              t('child.born_fact'),
              // An age that is only a guess says itself that it is one.
              [
                birthText(one.child.birth),
                one.age !== null && one.child.birth?.year != null && t('child.age', { age: one.age }),
              ]
                .filter(Boolean)
                .join(', '),
            ],
            [t('child.sex'), one.sex && t(`sex.${sexKey(one.sex)}`)],
            [t('report.receivedAt'), formatInstant(one.received_at)],
            [t('harm.nature'), t(`nature.${one.nature}`)],
            [t('harm.kinds'), one.harms.map((harm) => t(`harms.${harm}`)).join(', ')],
            [
              t('police.told'),
              one.police_at &&
                [formatInstant(one.police_at), one.police_reference].filter(Boolean).join(' · '),
            ],
            [t('case.closed'), one.closed_at && formatInstant(one.closed_at)],
            [t('closing.outcome'), one.outcome && t(`outcome.${one.outcome}`)],
            [t('closing.before'), one.state !== 'closed' && one.closing_note],
            [t('case.exported'), one.export_approved_at && formatInstant(one.export_approved_at)],
          ]}
        />
      </Card>
      <PapersCard one={one} />
      {one.tasks.length > 0 && <TasksCard one={one} />}
      {sees('notes') && <NotesCard notes={one.notes} of={one.id} add={may('note') ? note : undefined} />}
      {sees('files') && (
        <SealedFiles
          files={one.files}
          address={`/api/v1/incident-cases/${one.id}/files`}
          remove={may('write') ? remove : undefined}
        />
      )}
      {sees('evidence') && <EvidenceCard one={one} />}
      {one.full && <ChildCard one={one} />}
      {one.reports.length > 0 && (
        <Fold title={t('case.reports')} aside={one.reports.length}>
          <ul className={classes.cards}>
            {one.reports.map((report) => (
              <li key={report.id}>
                <ReportItem one={report} clocks={false} />
              </li>
            ))}
          </ul>
        </Fold>
      )}
      {one.full && <AccessCard one={one} />}
      {one.full && <TransfersCard one={one} />}
    </RecordPage>
  )
}

export default behindDoor(CasePage)

import { Button, Card } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import {
  addIncidentReportNote,
  dismissIncidentReport,
  type ReportRead,
  removeIncidentReportFile,
  tellPoliceOfIncidentReport,
} from '@/client'
import { ifMatch } from '@/lib/api'
import { formatInstant } from '@/lib/format'
import { useParam } from '@/lib/use-param'
import { Facts } from '@/ui/Facts'
import { LinkButton } from '@/ui/LinkButton'
import parts from '@/ui/parts.module.css'
import { RecordPage } from '@/ui/RecordPage'
import { StateChip } from '@/ui/StateChip'
import { StepCard } from '@/ui/StepCard'
import { reportQuery, useReportVerb } from './api'
import { CaseItem } from './CaseItem'
import { ClocksCard } from './Clocks'
import { behindDoor } from './Door'
import classes from './Incidents.module.css'
import { InformantButton } from './InformantButton'
import { KeptReasonButton } from './KeptReason'
import { Marks } from './Marks'
import { NotesCard } from './NotesCard'
import { Opened } from './Opened'
import { PaperButtons } from './PaperButtons'
import { PoliceDialog } from './PoliceDialog'
import { SameDialog } from './SameDialog'
import { SealedFiles } from './SealedFiles'
import { SecretMark } from './SecretMark'
import { useBirthText } from './use-birth-text'
import { useKeptState } from './use-kept'
import { sexKey } from './words'

/** A report: what was told, until when something must be done, what is decided on it. */
function ReportPage() {
  return <Opened query={reportQuery(useParam('reportId'))}>{(report) => <Shown report={report} />}</Opened>
}

function Shown({ report }: { report: ReportRead }) {
  const { t } = useTranslation(['incidents', 'common'])
  const may = (verb: ReportRead['allowed_actions'][number]) => report.allowed_actions.includes(verb)
  const path = { report_id: report.id }
  const note = useReportVerb<string>({
    done: 'noted',
    call: (text, headers) => addIncidentReportNote({ path, body: { text }, headers }),
  })
  const remove = useReportVerb<string>({
    done: 'removed',
    call: (file_id) => removeIncidentReportFile({ path: { ...path, file_id } }),
  })
  const { facts } = report
  const suspect = [facts.suspect?.name, facts.suspect?.relation, facts.suspect?.details]
  return (
    <RecordPage
      title={t('report.one')}
      meta={report.reference}
      state={
        <>
          <StateChip state={report.state} word={t(`reportState.${report.state}`)} />
          <Marks {...report} />
        </>
      }
      secondary={
        may('edit') && (
          <LinkButton
            variant="default"
            to="/incidents/reports/$reportId/edit"
            params={{ reportId: report.id }}
          >
            {t('report.more')}
          </LinkButton>
        )
      }
      reasons={[report.reason && t('report.notBecause', { reason: report.reason })]}
      history={{ events: report.history, texts: 'incidents' }}
    >
      <SecretMark />
      <Card component="section" aria-labelledby="told" className={parts.card}>
        <h2 id="told">{t('report.told')}</h2>
        <p className={`${classes.text} ${classes.told}`}>{facts.what}</p>
        {(facts.children ?? []).length > 0 && <Children report={report} />}
      </Card>
      <Decide report={report} />
      {report.cases.length > 0 && (
        <section className={classes.section} aria-labelledby="cases">
          <h2 id="cases">{t('report.cases')}</h2>
          <ul className={classes.cards}>
            {report.cases.map((one) => (
              <li key={one.id}>
                <CaseItem one={one} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <ClocksCard clocks={report.clocks} />
      <Card component="section" aria-labelledby="details" className={parts.card}>
        <h2 id="details">{t('report.details')}</h2>
        <Facts
          facts={[
            [t('report.receivedAt'), formatInstant(report.received_at)],
            [t('report.channel'), t(`channel.${report.channel}`)],
            [t('harm.nature'), t(`nature.${report.nature}`)],
            [t('harm.kinds'), report.harms.map((harm) => t(`harms.${harm}`)).join(', ')],
            [t('report.place'), facts.place],
            [t('report.suspect'), suspect.filter(Boolean).join(' · ')],
            [t('report.doneAtOnce'), facts.done_at_once],
            [
              t('police.told'),
              report.police_at &&
                [formatInstant(report.police_at), report.police_reference].filter(Boolean).join(' · '),
            ],
            [
              t('report.recorded'),
              t('report.recordedBy', {
                name: report.recorder_name,
                at: formatInstant(report.recorded_at),
              }),
            ],
            [
              t('report.decided'),
              report.decided_at &&
                t('report.recordedBy', {
                  name: report.decided_name,
                  at: formatInstant(report.decided_at),
                }),
            ],
          ]}
        />
        <div className={`${parts.row} no-print`}>
          <span>{t('report.form')}</span>
          <span className={classes.ways}>
            <PaperButtons href={`/api/v1/incident-reports/${report.id}/document`} name={t('report.form')} />
          </span>
        </div>
        {may('open_informant') && report.has_informant && (
          <div className={`${parts.row} no-print`}>
            <span>{t('informant.kept')}</span>
            <InformantButton report={report} />
          </div>
        )}
      </Card>
      {report.same_as_id && (
        <p className={parts.hint}>
          {t('same.is')}{' '}
          <LinkButton
            variant="subtle"
            to="/incidents/reports/$reportId"
            params={{ reportId: report.same_as_id }}
          >
            {t('same.open')}
          </LinkButton>
        </p>
      )}
      <NotesCard notes={report.notes} of={report.id} add={note} />
      <SealedFiles
        files={report.files}
        address={`/api/v1/incident-reports/${report.id}/files`}
        remove={may('edit') ? remove : undefined}
      />
    </RecordPage>
  )
}

function Children({ report }: { report: ReportRead }) {
  const { t } = useTranslation('incidents')
  const birthText = useBirthText()
  return (
    <div>
      <h3 style={{ marginBottom: 6, fontSize: 15 }}>{t('report.children')}</h3>
      <ul className={`${parts.plain} ${parts.dense}`}>
        {(report.facts.children ?? []).map((child, at) => (
          <li key={at}>
            <strong>{child.name || t('child.unnamed')}</strong>
            <span className={parts.quiet} style={{ display: 'block' }}>
              {[
                birthText(child.birth),
                child.sex && t(`sex.${sexKey(child.sex)}`),
                child.where_now && t('child.nowAt', { place: child.where_now }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What is to be decided on the report, by whoever looks at it first: hours count. */
function Decide({ report }: { report: ReportRead }) {
  const { t } = useTranslation('incidents')
  const may = (verb: ReportRead['allowed_actions'][number]) => report.allowed_actions.includes(verb)
  const [dialog, setDialog] = useKeptState<'police' | 'same' | null>(`decide:${report.id}`, null)
  const of = { path: { report_id: report.id }, headers: ifMatch(report) }
  const dismiss = useReportVerb<string>({
    done: 'dismissed',
    call: (reason) => dismissIncidentReport({ ...of, body: { reason } }),
  })
  const police = useReportVerb<{ at: string; reference?: string }>({
    done: 'police',
    quiet: true,
    call: (body) => tellPoliceOfIncidentReport({ ...of, body }),
    onDone: () => setDialog(null),
  })
  const others = (
    <>
      {may('police') && (
        <Button variant="default" onClick={() => setDialog('police')}>
          {t('police.open')}
        </Button>
      )}
      {dialog === 'police' && <PoliceDialog of={report.id} verb={police} onClose={() => setDialog(null)} />}
    </>
  )
  if (!may('accept'))
    return may('police') && !report.police_at ? (
      <div className={`${classes.ways} no-print`}>{others}</div>
    ) : null
  return (
    <StepCard title={t('decide.title')} help={t('decide.help')}>
      <div className={classes.ways}>
        <LinkButton to="/incidents/reports/$reportId/accept" params={{ reportId: report.id }}>
          {t('decide.accept')}
        </LinkButton>
        {others}
        <Button variant="default" onClick={() => setDialog('same')}>
          {t('decide.same')}
        </Button>
        <KeptReasonButton
          name={`dismiss:${report.id}`}
          verb={dismiss}
          title={t('decide.dismissTitle')}
          label={t('decide.dismissLabel')}
          help={t('decide.dismissHelp')}
          send={t('decide.dismissSend')}
        >
          {t('decide.dismiss')}
        </KeptReasonButton>
        {dialog === 'same' && <SameDialog report={report} onClose={() => setDialog(null)} />}
      </div>
    </StepCard>
  )
}

export default behindDoor(ReportPage)

import { Button, Card } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type ArrivalRead, refuseIncidentArrival, takeIncidentArrival } from '@/client'
import { formatInstant } from '@/lib/format'
import { useParam } from '@/lib/use-param'
import { Facts } from '@/ui/Facts'
import { LinkButton } from '@/ui/LinkButton'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { StateChip } from '@/ui/StateChip'
import { StepCard } from '@/ui/StepCard'
import { arrivalQuery, useArrivalVerb, useCaseVerb } from './api'
import { behindDoor } from './Door'
import { Fold } from './Fold'
import classes from './Incidents.module.css'
import { KeptReasonButton } from './KeptReason'
import { Opened } from './Opened'
import { PaperView } from './PaperView'
import type { AnyForm } from './paper-forms'
import { SecretMark } from './SecretMark'
import { useBirthText } from './use-birth-text'

/** What another ward offers: taken here, or refused with the reason. */
function ArrivalPage() {
  return <Opened query={arrivalQuery(useParam('arrivalId'))}>{(one) => <Shown one={one} />}</Opened>
}

function Shown({ one }: { one: ArrivalRead }) {
  const { t } = useTranslation('incidents')
  const navigate = useNavigate()
  const birthText = useBirthText()
  const path = { arrival_id: one.id }
  const take = useCaseVerb({
    done: 'taken',
    call: () => takeIncidentArrival({ path }),
    onDone: ({ id }) =>
      void navigate({ to: '/incidents/cases/$caseId', params: { caseId: id }, replace: true }),
  })
  const refuse = useArrivalVerb<string>({
    done: 'refused',
    call: (reason) => refuseIncidentArrival({ path, body: { reason } }),
    onDone: () => void navigate({ to: '/incidents', replace: true }),
  })
  return (
    <div className={parts.column}>
      <PageHeader
        title={one.child.name || t('child.unnamed')}
        documentTitle={t('case.one')}
        meta={`${t('arrival.from', { ward: one.from_ward_name })} · ${one.reference}`}
        state={<StateChip state={one.state} word={t(`transferState.${one.state}`)} />}
      />
      <SecretMark />
      {one.state === 'offered' ? (
        <StepCard title={t('arrival.title')} help={t('arrival.help')}>
          <div className={classes.ways}>
            <Button loading={take.isPending} onClick={() => take.mutate()}>
              {t('arrival.take')}
            </Button>
            <KeptReasonButton
              name={`refuse:${one.id}`}
              verb={refuse}
              title={t('arrival.refuseTitle')}
              label={t('arrival.refuseLabel')}
              help={t('arrival.refuseHelp')}
              send={t('arrival.refuse')}
            >
              {t('arrival.refuse')}
            </KeptReasonButton>
          </div>
        </StepCard>
      ) : (
        one.case_id && (
          <div>
            <LinkButton to="/incidents/cases/$caseId" params={{ caseId: one.case_id }}>
              {t('arrival.open')}
            </LinkButton>
          </div>
        )
      )}
      <Card className={parts.card}>
        <h2>{t('arrival.why')}</h2>
        <p className={classes.text}>{one.reason}</p>
        <Facts
          facts={[
            [t('child.born_fact'), birthText(one.child.birth)],
            [t('child.whereNow'), one.child.where_now],
            [t('child.address'), one.child.address],
            [t('report.receivedAt'), formatInstant(one.received_at)],
            [t('arrival.offeredAt'), formatInstant(one.offered_at)],
          ]}
        />
        {one.child.summary && <p className={classes.text}>{one.child.summary}</p>}
      </Card>
      {one.reports.map((report, at) => (
        <Card key={at} className={parts.card}>
          <h2>{t('report.told')}</h2>
          <p className={`${classes.text} ${classes.told}`}>{report.what}</p>
          <Facts
            facts={[
              [t('report.place'), report.place],
              [t('report.doneAtOnce'), report.done_at_once],
            ]}
          />
        </Card>
      ))}
      {(one.papers as AnyForm[]).map((form, at) => (
        <Fold key={at} title={t(`paper.${form.kind}`)}>
          <PaperView paper={{ form, proposed_level: null }} />
        </Fold>
      ))}
      {one.notes.length > 0 && (
        <Fold title={t('notes.title')} aside={one.notes.length}>
          <ul className={parts.plain}>
            {one.notes.map((text, at) => (
              <li key={at} className={classes.note}>
                <p className={classes.text}>{text}</p>
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </div>
  )
}

export default behindDoor(ArrivalPage)

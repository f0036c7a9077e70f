import { Button, Card } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import {
  attachCommunicationFile,
  type CommunicationRead,
  cancelCommunicationEvent,
  markCommunicationEventDone,
  removeCommunicationFile,
  reportCommunicationEvent,
  returnCommunicationEvent,
} from '@/client'
import { ifMatch } from '@/lib/api'
import { formatDate, formatInstant, formatNumber } from '@/lib/format'
import { dayOf, formatWhen } from '@/lib/when'
import { type Fact, Facts } from '@/ui/Facts'
import { FilesCard } from '@/ui/FilesCard'
import { LinkButton } from '@/ui/LinkButton'
import parts from '@/ui/parts.module.css'
import { ReasonButton } from '@/ui/ReasonButton'
import { RecordPage } from '@/ui/RecordPage'
import { ReturnButton } from '@/ui/ReturnButton'
import { StateChip } from '@/ui/StateChip'
import { StepCard } from '@/ui/StepCard'
import { OneEvent } from './OneEvent'
import { events } from './record'
import { TakeDownButton } from './TakeDownButton'
import { AUDIENCE } from './words'

/** One event: what it is and its state, the next action, then facts, photos, history. */
export default function EventPage() {
  return <OneEvent>{(event) => <Page event={event} />}</OneEvent>
}

function Page({ event }: { event: CommunicationRead }) {
  const { t } = useTranslation(['communications', 'common'])
  const path = { event_id: event.id }
  const place = [event.place, event.place_unit_name].filter(Boolean).join(', ')
  const when =
    event.kind === 'banner'
      ? formatDate(event.put_up_on ?? dayOf(event.starts_at))
      : event.ends_at
        ? formatWhen({ starts_at: event.starts_at, ends_at: event.ends_at })
        : formatInstant(event.starts_at)
  const may = (verb: CommunicationRead['allowed_actions'][number]) => event.allowed_actions.includes(verb)
  return (
    <RecordPage
      title={event.title}
      meta={[t(`kind.${event.kind}`), event.unit_name, when, place].filter(Boolean).join(' · ')}
      state={<StateChip state={event.state} />}
      action={
        may('edit') && (
          <LinkButton variant="default" to="/communications/$eventId/edit" params={{ eventId: event.id }}>
            {t('action.edit')}
          </LinkButton>
        )
      }
      secondary={
        <>
          {may('cancel') && <Cancel event={event} />}
          <TakeDownButton banner={event} />
        </>
      }
      reasons={[
        event.return_reason && event.state === 'done' && t('returnedWith', { reason: event.return_reason }),
        event.cancel_reason &&
          event.state === 'cancelled' &&
          t('cancelledWith', { reason: event.cancel_reason }),
      ]}
      assignments={{ title: t('assignments'), assignments: event.assignments }}
      files={
        <FilesCard
          of={events}
          record={event}
          attach={(upload_id, attempt) => attachCommunicationFile({ path, body: { upload_id }, ...attempt })}
          remove={(file_id) => removeCommunicationFile({ path: { ...path, file_id } })}
        />
      }
      history={{ events: event.history, texts: 'communications' }}
    >
      {!event.publishable && event.internal_reason && (
        <p className={parts.hint}>{t(`internal.${event.internal_reason}`)}</p>
      )}
      <NextStep event={event} />
      <FactsCard event={event} place={place} />
    </RecordPage>
  )
}

function NextStep({ event }: { event: CommunicationRead }) {
  const { t } = useTranslation(['communications', 'common'])
  const path = { event_id: event.id }
  const headers = ifMatch(event)
  const done = events.useVerb({
    done: 'done',
    call: () => markCommunicationEventDone({ path, headers }),
  })
  const report = events.useVerb({
    done: 'reported',
    call: () => reportCommunicationEvent({ path, headers }),
  })
  const sendBack = events.useVerb<string>({
    done: 'returned',
    call: (reason) => returnCommunicationEvent({ path, headers, body: { reason } }),
  })
  const may = (verb: CommunicationRead['allowed_actions'][number]) => event.allowed_actions.includes(verb)
  const begun = Date.parse(event.starts_at) <= Date.now()
  const step =
    may('done') && begun
      ? 'done'
      : may('report') && event.state === 'done'
        ? 'report'
        : may('return')
          ? 'return'
          : null
  if (!step) return null
  return (
    <StepCard
      title={t(`next.${step}Title`)}
      help={t(step === 'report' ? 'common:record.next.reportHelp' : `next.${step}Help`)}
    >
      {step === 'done' && (
        <Button loading={done.isPending} onClick={() => done.mutate()}>
          {t('next.done')}
        </Button>
      )}
      {step === 'report' && (
        <Button loading={report.isPending} onClick={() => report.mutate()}>
          {t('common:record.next.report')}
        </Button>
      )}
      {step === 'return' && <ReturnButton verb={sendBack} unit={event.unit_name} />}
    </StepCard>
  )
}

function Cancel({ event }: { event: CommunicationRead }) {
  const { t } = useTranslation(['communications', 'common'])
  const cancel = events.useVerb<string>({
    done: 'cancelled',
    call: (reason) =>
      cancelCommunicationEvent({ path: { event_id: event.id }, headers: ifMatch(event), body: { reason } }),
  })
  return (
    <ReasonButton
      variant="subtle"
      color="gray"
      verb={cancel}
      title={t('cancel.title', { title: event.title })}
      label={t('common:record.whyCancel')}
      help={t('cancel.help')}
      send={t('cancel.send')}
    >
      {t('action.cancel')}
    </ReasonButton>
  )
}

function FactsCard({ event, place }: { event: CommunicationRead; place: string }) {
  const { t } = useTranslation(['communications', 'common'])
  const counts = ['broadcasts', 'copies', 'reach', ...AUDIENCE] as const
  const facts: Fact[] = [
    [t('column.place'), place],
    ...counts.map((key): Fact => [t(`form.${key}`), event[key] > 0 && formatNumber(event[key])]),
    [
      t('form.script_id'),
      event.script_id && (
        <Link to="/communications/scripts/$scriptId" params={{ scriptId: event.script_id }}>
          {event.script_title}
        </Link>
      ),
    ],
    [t('form.banner_size'), event.banner_size],
    [t('form.put_up_on'), event.put_up_on && formatDate(event.put_up_on)],
    [
      t('form.taken_down_on'),
      event.put_up_on && (event.taken_down_on ? formatDate(event.taken_down_on) : t('stillUp')),
    ],
    [
      t('form.link'),
      event.link && (
        <a href={event.link} target="_blank" rel="noreferrer noopener">
          {event.link}
        </a>
      ),
    ],
    [t('form.topics'), event.topics.map((topic) => t(`topic.${topic}`)).join(', ')],
    [t('column.hotline'), event.carried_hotline_111 && t('yes')],
    [t('form.plan_id'), event.plan_title],
    [t('form.description'), event.description],
    [t('column.code'), event.code],
  ]
  return (
    <Card className={parts.card}>
      <Facts facts={facts} />
      {event.messages.length > 0 && (
        <section aria-label={t('form.messagesLabel')}>
          <h2>{t('form.messagesLabel')}</h2>
          <ul className={`${parts.plain} ${parts.dense}`}>
            {event.messages.map((one) => (
              <li key={one.id}>{one.text}</li>
            ))}
          </ul>
        </section>
      )}
    </Card>
  )
}

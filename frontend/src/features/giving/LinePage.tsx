import { Button, Card, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type FallCreate,
  fallGiftLine,
  type LineRead,
  type LineUpdate,
  proposeGiftLine,
  replaceGiftLine,
  resumeGiftLine,
  suspendGiftLine,
  updateGiftLine,
  type VisitCreate,
  visitGiftLine,
} from '@/client'
import { ifMatch } from '@/lib/api'
import { formatDate, today } from '@/lib/format'
import { useParam } from '@/lib/use-param'
import { DateField } from '@/ui/DateField'
import { Facts } from '@/ui/Facts'
import { FormDialog } from '@/ui/FormDialog'
import { LinkButton } from '@/ui/LinkButton'
import { NumberField } from '@/ui/NumberField'
import { OneRecord } from '@/ui/OneRecord'
import parts from '@/ui/parts.module.css'
import { ReasonButton } from '@/ui/ReasonButton'
import { RecordPage } from '@/ui/RecordPage'
import { StateChip } from '@/ui/StateChip'
import { useRecordForm } from '@/ui/use-record-form'
import { DateText, Money } from '@/ui/values'
import { reserveQuery } from './api'
import classes from './Giving.module.css'
import { giftLines } from './record'
import { ofPart } from './refusals'

/** A child in a round: shares, visits, and what they received before. */
export default function LinePage() {
  const lineId = useParam('lineId')
  return <OneRecord query={giftLines.one(lineId)}>{(line) => <Page key={line.id} line={line} />}</OneRecord>
}

function Page({ line }: { line: LineRead }) {
  const { t } = useTranslation('giving')
  return (
    <RecordPage
      title={line.shown_name}
      meta={[t('line.numberOf', { number: line.number }), line.unit_name].join(' · ')}
      state={<StateChip state={line.reserve && line.state === 'nominated' ? 'reserve' : line.state} />}
      action={
        <LinkButton variant="default" to="/gift-rounds/$roundId" params={{ roundId: line.round_id }}>
          {t('tick.toRound')}
        </LinkButton>
      }
      reasons={[
        line.fall_reason && t('line.fell', { reason: line.fall_reason }),
        line.suspended_reason && t('line.suspended', { reason: line.suspended_reason }),
      ]}
      history={line.history.length > 0 ? { events: line.history, texts: 'giving' } : undefined}
    >
      <Verbs line={line} />
      <Card component="section" aria-labelledby="line" className={parts.card}>
        <h2 id="line">{t('line.facts')}</h2>
        <Facts
          facts={[
            [t('line.amount'), <Money key="amount" value={line.amount} />],
            [t('line.place'), line.place_unit_name],
            [t('line.reason'), line.reason],
            [t('line.overrideWhy'), line.override_reason],
            [t('line.toSuperior'), line.to_superior ? t('line.yes') : ''],
            [
              t('line.child'),
              line.child_id && (
                <Link key="child" to="/children/$childId" params={{ childId: line.child_id }}>
                  {t('line.openChild')}
                </Link>
              ),
            ],
            [
              t('line.replacedBy'),
              line.replaced_by && (
                <Link key="by" to="/gift-lines/$lineId" params={{ lineId: line.replaced_by }}>
                  {t('line.openLine')}
                </Link>
              ),
            ],
          ]}
        />
      </Card>
      <div className={classes.cards}>
        {line.shares.length > 0 && (
          <Card component="section" aria-labelledby="shares" className={parts.card}>
            <h2 id="shares">{t('line.shares')}</h2>
            <ul className={`${parts.plain} ${parts.dense}`}>
              {line.shares.map((one) => (
                <li key={one.id} className={parts.row}>
                  <span>
                    {t('papers.time', {
                      number: one.instalment,
                      day: formatDate(one.given_on ?? one.due_on),
                    })}
                  </span>
                  <span className={classes.ways}>
                    <Money value={one.amount} /> <StateChip state={one.state} />
                  </span>
                </li>
              ))}
            </ul>
          </Card>
        )}
        {line.received && line.received.length > 0 && (
          <Card component="section" aria-labelledby="received" className={parts.card}>
            <h2 id="received">{t('line.received')}</h2>
            <ul className={`${parts.plain} ${parts.dense}`}>
              {line.received.map((one, at) => (
                <li key={at} className={parts.row}>
                  <span className={classes.grow}>{one.title}</span>
                  <span>
                    <Money value={one.amount} />, <DateText value={one.on_day} />
                  </span>
                </li>
              ))}
            </ul>
          </Card>
        )}
        {(line.visits.length > 0 || line.allowed_actions.includes('visit')) && <Visits line={line} />}
      </div>
    </RecordPage>
  )
}

/** What may be done with the line now. */
function Verbs({ line }: { line: LineRead }) {
  const { t } = useTranslation('giving')
  const [open, setOpen] = useState<'edit' | 'fall' | 'replace' | null>(null)
  const of = { path: { line_id: line.id }, headers: ifMatch(line) }
  const may = (verb: LineRead['allowed_actions'][number]) => line.allowed_actions.includes(verb)
  const suspend = giftLines.useVerb<string>({
    done: 'suspended',
    call: (reason) => suspendGiftLine({ ...of, body: { reason } }),
  })
  const resume = giftLines.useVerb({ done: 'resumed', call: () => resumeGiftLine(of) })
  const propose = giftLines.useVerb({
    done: 'proposed',
    call: () => proposeGiftLine({ ...of, body: { to_superior: !line.to_superior } }),
  })
  if (line.allowed_actions.every((one) => one === 'visit')) return null
  const close = () => setOpen(null)
  return (
    <div className={`${classes.ways} no-print`}>
      {may('edit') && (
        <Button variant="default" onClick={() => setOpen('edit')}>
          {t('action.edit')}
        </Button>
      )}
      {may('fall') && (
        <Button variant="default" onClick={() => setOpen('fall')}>
          {t('line.fall')}
        </Button>
      )}
      {may('replace') && <Button onClick={() => setOpen('replace')}>{t('line.replace')}</Button>}
      {may('suspend') && (
        <ReasonButton
          verb={suspend}
          title={t('line.suspend')}
          label={t('tick.why')}
          help={t('line.suspendHelp')}
          send={t('line.suspend')}
        >
          {t('line.suspend')}
        </ReasonButton>
      )}
      {may('resume') && (
        <Button loading={resume.isPending} onClick={() => resume.mutate()}>
          {t('line.resume')}
        </Button>
      )}
      {may('propose') && (
        <Button variant="default" loading={propose.isPending} onClick={() => propose.mutate()}>
          {t(line.to_superior ? 'line.unpropose' : 'line.propose')}
        </Button>
      )}
      {open === 'edit' && <EditDialog line={line} onClose={close} />}
      {open === 'fall' && <FallDialog line={line} onClose={close} />}
      {open === 'replace' && <ReplaceDialog line={line} onClose={close} />}
    </div>
  )
}

type Part = { line: LineRead; onClose: () => void }

function EditDialog({ line, onClose }: Part) {
  const { t } = useTranslation('giving')
  const setsAmount = line.allowed_actions.includes('set_amount')
  const save = giftLines.useVerb<LineUpdate>({
    done: 'saved',
    quiet: true,
    call: (body) => updateGiftLine({ path: { line_id: line.id }, headers: ifMatch(line), body }),
    onDone: onClose,
  })
  const form = useRecordForm({
    values: {
      reason: line.reason,
      amount: line.amount,
      reserve: line.reserve,
      override_reason: line.override_reason,
    },
    error: save.error,
    refusals: ofPart,
    onSave: ({ amount, ...values }) =>
      save.mutate({ ...values, reason: values.reason.trim(), amount: setsAmount ? amount : null }),
  })
  return (
    <FormDialog
      title={line.shown_name}
      form={form}
      busy={save.isPending}
      send={t('form.save')}
      onClose={onClose}
    >
      {setsAmount && <NumberField {...form.field('amount')} label={t('line.amount')} />}
      <TextInput {...form.field('reason')} label={t('line.reason')} maxLength={500} autoComplete="off" />
      <Switch {...form.field('reserve', 'checkbox')} label={t('nominate.reserve')} />
    </FormDialog>
  )
}

function useReserve(round_id: string) {
  const { t } = useTranslation('giving')
  return (useQuery(reserveQuery(round_id)).data?.items ?? []).map((one) => ({
    value: one.id,
    label: t('line.reserveOf', { number: one.number, name: one.shown_name, unit: one.unit_name }),
  }))
}

function FallDialog({ line, onClose }: Part) {
  const { t } = useTranslation('giving')
  const reserve = useReserve(line.round_id)
  const fall = giftLines.useVerb<FallCreate>({
    done: 'fell',
    quiet: true,
    call: (body) => fallGiftLine({ path: { line_id: line.id }, headers: ifMatch(line), body }),
    onDone: onClose,
  })
  const form = useRecordForm({
    values: { reason: '', replaced_by: null as string | null },
    error: fall.error,
    refusals: ofPart,
    checks: ({ reason }) => [['reason', reason.trim().length < 5, t('tick.whyMissing')]],
    onSave: ({ reason, replaced_by }) => fall.mutate({ reason: reason.trim(), replaced_by }),
  })
  return (
    <FormDialog
      title={t('line.fallOf', { name: line.shown_name })}
      form={form}
      busy={fall.isPending}
      send={t('line.fall')}
      onClose={onClose}
    >
      <p className={parts.quiet}>{t('line.fallHelp')}</p>
      <Textarea {...form.field('reason')} label={t('tick.why')} autosize minRows={2} maxLength={2000} />
      {line.state === 'approved' && reserve.length > 0 && (
        <Select
          {...form.field('replaced_by')}
          label={t('line.replaceWith')}
          data={reserve}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('form.criteriaClear') }}
        />
      )}
    </FormDialog>
  )
}

function ReplaceDialog({ line, onClose }: Part) {
  const { t } = useTranslation('giving')
  const reserve = useReserve(line.round_id)
  const replace = giftLines.useVerb<string>({
    done: 'replaced',
    quiet: true,
    call: (replaced_by) =>
      replaceGiftLine({ path: { line_id: line.id }, headers: ifMatch(line), body: { replaced_by } }),
    onDone: onClose,
  })
  const form = useRecordForm({
    values: { replaced_by: null as string | null },
    error: replace.error,
    refusals: ofPart,
    checks: ({ replaced_by }) => [['replaced_by', !replaced_by, t('line.replaceMissing')]],
    onSave: ({ replaced_by }) => replace.mutate(replaced_by ?? ''),
  })
  return (
    <FormDialog
      title={t('line.replace')}
      form={form}
      busy={replace.isPending}
      send={t('line.replace')}
      onClose={onClose}
    >
      {reserve.length === 0 ? (
        <p className={parts.hint}>{t('line.noReserve')}</p>
      ) : (
        <Select {...form.field('replaced_by')} label={t('line.replaceWith')} data={reserve} searchable />
      )}
    </FormDialog>
  )
}

function Visits({ line }: { line: LineRead }) {
  const { t } = useTranslation('giving')
  const [open, setOpen] = useState(false)
  const visit = giftLines.useVerb<VisitCreate>({
    done: 'visited',
    quiet: true,
    call: (body, headers) => visitGiftLine({ path: { line_id: line.id }, body, headers }),
    onDone: () => setOpen(false),
  })
  const form = useRecordForm({
    values: { on_day: today() as string | null, note: '' },
    error: visit.error,
    refusals: ofPart,
    checks: ({ on_day, note }) => [
      ['on_day', !on_day, t('form.dayMissing')],
      ['note', note.trim().length < 3, t('visit.noteMissing')],
    ],
    onSave: ({ on_day, note }) => visit.mutate({ on_day: on_day ?? '', note: note.trim() }),
  })
  return (
    <Card component="section" aria-labelledby="visits" className={parts.card}>
      <h2 id="visits">{t('visit.title')}</h2>
      {line.visits.length === 0 && <p className={parts.quiet}>{t('visit.empty')}</p>}
      <ul className={`${parts.plain} ${parts.dense}`}>
        {line.visits.map((one) => (
          <li key={one.id} className={parts.row}>
            <span className={classes.grow}>
              {one.note}
              <span className={classes.below}>{one.author_name}</span>
            </span>
            <DateText value={one.on_day} />
          </li>
        ))}
      </ul>
      {line.allowed_actions.includes('visit') && (
        <div className={classes.ways}>
          <Button variant="default" onClick={() => setOpen(true)}>
            {t('visit.add')}
          </Button>
        </div>
      )}
      {open && (
        <FormDialog
          title={t('visit.add')}
          form={form}
          busy={visit.isPending}
          send={t('visit.add')}
          onClose={() => setOpen(false)}
        >
          <DateField {...form.field('on_day')} label={t('tick.onDay')} />
          <Textarea {...form.field('note')} label={t('visit.note')} autosize minRows={2} maxLength={2000} />
        </FormDialog>
      )}
    </Card>
  )
}

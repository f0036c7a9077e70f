import { Button, Card, Group, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  approveBroadcastScript,
  createBroadcastSlot,
  returnBroadcastScript,
  type ScriptRead,
  submitBroadcastScript,
  updateBroadcastScript,
} from '@/client'
import { ifMatch } from '@/lib/api'
import { formatInstant, formatNumber, formatShare, today } from '@/lib/format'
import { may, useSession } from '@/lib/session'
import { useParam } from '@/lib/use-param'
import { useUnits } from '@/lib/use-units'
import { instantOf } from '@/lib/when'
import { DateField } from '@/ui/DateField'
import { FormErrors } from '@/ui/FormErrors'
import { NumberField } from '@/ui/NumberField'
import { OneRecord } from '@/ui/OneRecord'
import parts from '@/ui/parts.module.css'
import { RecordPage } from '@/ui/RecordPage'
import { ReturnButton } from '@/ui/ReturnButton'
import { StateChip } from '@/ui/StateChip'
import { StepCard } from '@/ui/StepCard'
import { useRecordForm } from '@/ui/use-record-form'
import { useUnsavedDraft } from '@/ui/use-unsaved-draft'
import { similarQuery, versionsQuery } from './api'
import classes from './Broadcasting.module.css'
import { scripts, useSlotVerb } from './record'
import { ofSlot } from './refusals'
import { ScriptEditor, type ScriptValues, usePace } from './ScriptEditor'
import { SlotList } from './SlotList'
import { readingTime } from './words'

/** A script: its text and how long it takes, who decides next, and where it plays. */
export default function ScriptPage() {
  const scriptId = useParam('scriptId')
  const { pace } = usePace()
  return (
    <OneRecord query={scripts.one(scriptId)}>
      {(script) => <Page key={script.version} script={script} pace={pace} />}
    </OneRecord>
  )
}

function Page({ script, pace }: { script: ScriptRead; pace: number }) {
  const { t } = useTranslation('broadcasting')
  const [editing, setEditing] = useState(false)
  const may = (verb: ScriptRead['allowed_actions'][number]) => script.allowed_actions.includes(verb)
  return (
    <RecordPage
      title={script.title}
      meta={
        <>
          {script.unit_name}
          <span className="no-print">
            {' · '}
            {t('script.versionOf', { number: script.number })} · {formatInstant(script.saved_at)}
          </span>
        </>
      }
      state={
        <span className="no-print">
          <StateChip state={script.state} />
        </span>
      }
      action={
        may('edit') &&
        !editing && (
          <Button variant="default" onClick={() => setEditing(true)}>
            {t('edit')}
          </Button>
        )
      }
      secondary={
        <Group gap={8} className="no-print">
          <Button variant="default" onClick={() => window.print()}>
            {t('script.print')}
          </Button>
          <Button
            variant="default"
            component="a"
            href={`/api/v1/broadcast-scripts/${script.id}/document`}
            download
          >
            {t('script.word')}
          </Button>
          <Button
            variant="default"
            component="a"
            href={`/api/v1/broadcast-scripts/${script.id}/document?format=pdf`}
            download
          >
            {t('script.pdf')}
          </Button>
        </Group>
      }
      reasons={[
        script.return_reason &&
          script.state === 'returned' &&
          t('returnedWith', { reason: script.return_reason }),
      ]}
    >
      <Similar script={script} />
      {editing ? <Edit script={script} onCancel={() => setEditing(false)} /> : <Decide script={script} />}
      {!editing && (
        <Card className={parts.card}>
          <p className={`${parts.quiet} no-print`}>
            {t('script.length', { words: formatNumber(script.words), time: readingTime(script.words, pace) })}
          </p>
          <p className={classes.text}>{script.text}</p>
        </Card>
      )}
      {may('schedule') && <Schedule script={script} />}
      <SlotList scriptId={script.id} />
      <Versions script={script} />
    </RecordPage>
  )
}

function Edit({ script, onCancel }: { script: ScriptRead; onCancel: () => void }) {
  const draft = useUnsavedDraft<ScriptValues>(`script:${script.id}:${script.version}`, {
    title: script.title,
    text: script.text,
    unit_id: script.unit_id,
  })
  const save = scripts.useVerb<ScriptValues>({
    done: 'saved',
    quiet: true,
    call: ({ title, text }) =>
      updateBroadcastScript({
        path: { script_id: script.id },
        headers: ifMatch(script),
        body: { title, text },
      }),
    onDone: draft.forget,
  })
  return (
    <ScriptEditor
      draft={draft}
      error={save.error}
      busy={save.isPending}
      onSave={save.mutate}
      onCancel={onCancel}
    />
  )
}

function Decide({ script }: { script: ScriptRead }) {
  const { t } = useTranslation('broadcasting')
  const path = { script_id: script.id }
  const headers = ifMatch(script)
  const submit = scripts.useVerb({
    done: 'submitted',
    call: () => submitBroadcastScript({ path, headers }),
  })
  const approve = scripts.useVerb({
    done: 'approved',
    call: () => approveBroadcastScript({ path, headers }),
  })
  const sendBack = scripts.useVerb<string>({
    done: 'returned',
    call: (reason) => returnBroadcastScript({ path, headers, body: { reason } }),
  })
  const may = (verb: ScriptRead['allowed_actions'][number]) => script.allowed_actions.includes(verb)
  if (!may('submit') && !may('approve')) return null
  return (
    <StepCard
      title={t(may('approve') ? 'script.approveTitle' : 'script.submitTitle')}
      help={t(may('approve') ? 'script.approveHelp' : 'script.submitHelp')}
    >
      {may('submit') && (
        <Button loading={submit.isPending} onClick={() => submit.mutate()}>
          {t('script.submit')}
        </Button>
      )}
      {may('approve') && (
        <Group gap={8}>
          <ReturnButton verb={sendBack} unit={script.unit_name} />
          <Button loading={approve.isPending} onClick={() => approve.mutate()}>
            {t('script.approve')}
          </Button>
        </Group>
      )}
    </StepCard>
  )
}

/** When it plays, on which loudspeaker. */
function Schedule({ script }: { script: ScriptRead }) {
  const { t } = useTranslation('broadcasting')
  const session = useSession()
  const units = useUnits()
  // Who approves scripts may use every loudspeaker, a unit its own.
  const places = may(session, 'script:approve')
    ? units.places
    : units.places.filter((place) => session.units.some((unit) => unit.id === place.value))
  const initial = {
    unit_id: places.length === 1 ? (places[0]?.value ?? null) : null,
    on: today() as string | null,
    time: '17:30',
    times: 1,
  }
  const plan = useSlotVerb<typeof initial>({
    done: 'scheduled',
    quiet: true,
    call: ({ unit_id, on, time, times }, headers) =>
      createBroadcastSlot({
        headers,
        body: {
          script_id: script.id,
          unit_id: unit_id ?? '',
          planned_at: instantOf(on ?? today(), time),
          times_planned: Math.max(1, times),
        },
      }),
    onDone: () => form.patch({ unit_id: initial.unit_id }),
  })
  const form = useRecordForm({
    values: initial,
    error: plan.error,
    refusals: ofSlot,
    onSave: (values) => plan.mutate(values),
  })
  const { unit_id, on, time } = form.values
  return (
    <Card component="section" aria-labelledby="schedule" className={`${parts.card} no-print`}>
      <h2 id="schedule">{t('slot.title')}</h2>
      <form className={parts.column} onSubmit={form.onSubmit}>
        <FormErrors faults={form.faults} />
        <div className={parts.counts}>
          <Select
            {...form.field('unit_id')}
            label={t('slot.unit')}
            data={places}
            searchable
            comboboxProps={{ width: 240 }}
          />
          <DateField {...form.field('on')} label={t('slot.on')} clearable={false} />
          <TextInput {...form.field('time')} type="time" label={t('slot.time')} />
          <NumberField {...form.field('times')} label={t('slot.times')} />
        </div>
        <Group>
          <Button type="submit" loading={plan.isPending} disabled={!unit_id || !on || !time}>
            {t('slot.save')}
          </Button>
        </Group>
      </form>
    </Card>
  )
}

function Versions({ script }: { script: ScriptRead }) {
  const { t } = useTranslation('broadcasting')
  const versions = useQuery(versionsQuery(script.id)).data?.items ?? []
  if (versions.length < 2) return null
  return (
    <Card component="section" aria-labelledby="versions" className={`${parts.card} no-print`}>
      <h2 id="versions">{t('script.versions')}</h2>
      {versions.map((one) => (
        <details key={one.number}>
          <summary>
            {t('script.versionOf', { number: one.number })} · {one.author_name} ·{' '}
            {formatInstant(one.saved_at)}
            {one.approved && ` · ${t('script.wasApproved')}`}
          </summary>
          <p className={classes.text}>{one.text}</p>
        </details>
      ))}
    </Card>
  )
}

/** Earlier scripts that say nearly the same, when they are found. */
function Similar({ script }: { script: ScriptRead }) {
  const { t } = useTranslation('broadcasting')
  const { data } = useQuery(similarQuery(script.id, script.version))
  if (!data?.items.length) return null
  return (
    <div className={`${parts.hint} no-print`}>
      {t('script.similar')}
      <ul className={`${parts.plain} ${parts.dense}`}>
        {data.items.map((one) => (
          <li key={one.id}>
            <Link to="/communications/scripts/$scriptId" params={{ scriptId: one.id }}>
              {one.title}
            </Link>{' '}
            ({formatShare(one.similarity)})
          </li>
        ))}
      </ul>
    </div>
  )
}

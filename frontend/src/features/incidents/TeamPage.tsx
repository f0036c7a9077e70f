import { Button, Card, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  createDutyTurn,
  createIncidentStandIn,
  type DutyCreate,
  endDutyTurn,
  endIncidentStandIn,
  type StandInCreate,
  type TeamRead,
} from '@/client'
import { formatDate, today } from '@/lib/format'
import { addDays } from '@/lib/when'
import { Chip } from '@/ui/Chip'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { DateField } from '@/ui/DateField'
import { FormDialog } from '@/ui/FormDialog'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { useRecordForm } from '@/ui/use-record-form'
import { ofDialog, teamQuery, useTeamVerb } from './api'
import { ofTeam } from './Door'
import classes from './Incidents.module.css'
import { Opened } from './Opened'
import { useKeptDraft, useKeptState } from './use-kept'

const WEEK = 6

/** Who works on cases, who stands in for whom, whose telephone answers. */
function TeamPage() {
  const { t } = useTranslation('incidents')
  return (
    <div className={parts.column}>
      <PageHeader title={t('team.title')} />
      <Opened query={teamQuery}>{(team) => <Team team={team} />}</Opened>
    </div>
  )
}

function Team({ team }: { team: TeamRead }) {
  const { t } = useTranslation('incidents')
  const [open, setOpen] = useKeptState<'duty' | 'standIn' | null>('team', null)
  const close = () => setOpen(null)
  const endTurn = useTeamVerb<string>({
    done: 'ended',
    call: (turn_id) => endDutyTurn({ path: { turn_id } }),
  })
  const endStandIn = useTeamVerb<string>({
    done: 'ended',
    call: (stand_in_id) => endIncidentStandIn({ path: { stand_in_id } }),
  })
  const days = (one: { from_on: string; to_on: string }) =>
    t('team.days', { from: formatDate(one.from_on), to: formatDate(one.to_on) })
  const now = (one: { from_on: string; to_on: string }) => one.from_on <= today() && today() <= one.to_on
  const answered = team.duty.some(now)
  return (
    <>
      <Card component="section" aria-labelledby="duty" className={parts.card}>
        <h2 id="duty">{t('duty.title')}</h2>
        {!answered && <p className={parts.hint}>{t('duty.nobody')}</p>}
        <ul className={`${parts.plain} ${parts.dense}`}>
          {team.duty.map((one) => (
            <li key={one.id} className={parts.row}>
              <div className={classes.grow}>
                <strong>{one.person_name}</strong>{' '}
                {now(one) && (
                  <Chip tone="ok" shape="check">
                    {t('duty.now')}
                  </Chip>
                )}
                <p className={parts.quiet}>
                  <a href={`tel:${one.phone.replace(/[^\d+]/g, '')}`} className={parts.target}>
                    {one.phone}
                  </a>{' '}
                  · {days(one)}
                </p>
                {one.stand_in_name && (
                  <p className={parts.quiet}>
                    {t('duty.instead', { name: one.stand_in_name, phone: one.stand_in_phone })}
                  </p>
                )}
              </div>
              <EndButton
                verb={endTurn}
                id={one.id}
                label={t('duty.endOf', { name: one.person_name })}
                help={t('duty.endHelp')}
              />
            </li>
          ))}
        </ul>
        <div className={classes.ways}>
          <Button onClick={() => setOpen('duty')}>{t('duty.add')}</Button>
          <Button component="a" variant="default" href={team.public_path} target="_blank" rel="noreferrer">
            {t('duty.page')}
          </Button>
        </div>
        <p className={parts.quiet}>{t('duty.pageHelp')}</p>
      </Card>
      <Card component="section" aria-labelledby="stand-ins" className={parts.card}>
        <h2 id="stand-ins">{t('standIn.title')}</h2>
        {team.stand_ins.length === 0 && <p className={parts.quiet}>{t('standIn.none')}</p>}
        <ul className={`${parts.plain} ${parts.dense}`}>
          {team.stand_ins.map((one) => (
            <li key={one.id} className={parts.row}>
              <div className={classes.grow}>
                {t('standIn.one', { stand_in: one.stand_in_name, person: one.person_name })}
                <p className={parts.quiet}>{days(one)}</p>
              </div>
              <EndButton
                verb={endStandIn}
                id={one.id}
                label={t('standIn.endOf', { name: one.stand_in_name })}
                help={t('standIn.endHelp')}
              />
            </li>
          ))}
        </ul>
        <div>
          <Button variant="default" onClick={() => setOpen('standIn')}>
            {t('standIn.add')}
          </Button>
        </div>
      </Card>
      <Card component="section" aria-labelledby="people" className={parts.card}>
        <h2 id="people">{t('team.people')}</h2>
        <ul className={parts.plain}>
          {team.workers.map((one) => (
            <li key={one.id}>
              {one.full_name} {one.leads && <Chip tone="brand">{t('team.leads')}</Chip>}
            </li>
          ))}
        </ul>
        <p className={parts.quiet}>{t('team.peopleHelp')}</p>
      </Card>
      {open === 'duty' && <DutyDialog team={team} onClose={close} />}
      {open === 'standIn' && <StandInDialog team={team} onClose={close} />}
    </>
  )
}

type EndProps = {
  verb: Pick<ReturnType<typeof useTeamVerb<string>>, 'isPending' | 'mutate'>
  id: string
  /** What ends, with whose it is. */
  label: string
  help: string
}

/** Ends a turn, after asking: the public page, or somebody's access, changes in that moment. */
function EndButton({ verb, id, label, help }: EndProps) {
  const { t } = useTranslation('incidents')
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button variant="default" aria-label={label} onClick={() => setAsking(true)}>
        {t('team.end')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('team.endTitle', { what: label })}
        confirm={t('team.end')}
        busy={verb.isPending}
        onConfirm={() => verb.mutate(id, { onSuccess: () => setAsking(false) })}
        onClose={() => setAsking(false)}
      >
        {help}
      </ConfirmDialog>
    </>
  )
}

type Props = { team: TeamRead; onClose: () => void }

const choicesOf = ({ workers }: TeamRead) => workers.map((one) => ({ value: one.id, label: one.full_name }))

function DutyDialog({ team, onClose }: Props) {
  const { t } = useTranslation('incidents')
  const add = useTeamVerb<DutyCreate>({
    done: 'dutySet',
    quiet: true,
    call: (body, headers) => createDutyTurn({ body, headers }),
    onDone: onClose,
  })
  const form = useRecordForm({
    values: useKeptDraft('team:duty', {
      person_id: null as string | null,
      phone: '',
      stand_in_id: null as string | null,
      stand_in_phone: '',
      from_on: today() as string | null,
      to_on: addDays(today(), WEEK) as string | null,
    }),
    error: add.error,
    refusals: ofDialog,
    checks: ({ person_id, phone, from_on, to_on }) => [
      ['person_id', !person_id, t('form.personMissing')],
      ['phone', !/^[0-9 .+()-]{3,20}$/.test(phone), t('duty.phoneMissing')],
      ['from_on', !from_on, t('form.dayMissing')],
      ['to_on', !to_on, t('form.dayMissing')],
    ],
    onSave: (values) =>
      add.mutate({
        ...values,
        person_id: values.person_id ?? '',
        from_on: values.from_on ?? '',
        to_on: values.to_on ?? '',
      }),
  })
  return (
    <FormDialog
      title={t('duty.add')}
      form={form}
      busy={add.isPending}
      send={t('form.save')}
      onClose={onClose}
    >
      <Select {...form.field('person_id')} label={t('access.person')} data={choicesOf(team)} />
      <TextInput
        {...form.field('phone')}
        label={t('duty.phone')}
        description={t('duty.phoneHelp')}
        inputMode="tel"
        maxLength={20}
        autoComplete="off"
      />
      <div className={classes.pair}>
        <DateField {...form.field('from_on')} label={t('groups.from')} />
        <DateField {...form.field('to_on')} label={t('groups.to')} />
      </div>
      <Select
        {...form.field('stand_in_id')}
        label={t('duty.standIn')}
        data={choicesOf(team)}
        clearable
        clearButtonProps={{ 'aria-label': t('form.clear') }}
      />
      {form.values.stand_in_id && (
        <TextInput
          {...form.field('stand_in_phone')}
          label={t('duty.standInPhone')}
          inputMode="tel"
          maxLength={20}
          autoComplete="off"
        />
      )}
    </FormDialog>
  )
}

function StandInDialog({ team, onClose }: Props) {
  const { t } = useTranslation('incidents')
  const add = useTeamVerb<StandInCreate>({
    done: 'standInSet',
    quiet: true,
    call: (body, headers) => createIncidentStandIn({ body, headers }),
    onDone: onClose,
  })
  const form = useRecordForm({
    values: useKeptDraft('team:stand-in', {
      person_id: null as string | null,
      stand_in_id: null as string | null,
      from_on: today() as string | null,
      to_on: addDays(today(), WEEK) as string | null,
    }),
    error: add.error,
    refusals: ofDialog,
    checks: ({ person_id, stand_in_id, from_on, to_on }) => [
      ['person_id', !person_id, t('form.personMissing')],
      ['stand_in_id', !stand_in_id, t('form.personMissing')],
      ['from_on', !from_on, t('form.dayMissing')],
      ['to_on', !to_on, t('form.dayMissing')],
    ],
    onSave: (values) =>
      add.mutate({
        person_id: values.person_id ?? '',
        stand_in_id: values.stand_in_id ?? '',
        from_on: values.from_on ?? '',
        to_on: values.to_on ?? '',
      }),
  })
  return (
    <FormDialog
      title={t('standIn.add')}
      form={form}
      busy={add.isPending}
      send={t('form.save')}
      onClose={onClose}
    >
      <Select {...form.field('person_id')} label={t('standIn.away')} data={choicesOf(team)} />
      <Select {...form.field('stand_in_id')} label={t('standIn.who')} data={choicesOf(team)} />
      <div className={classes.pair}>
        <DateField {...form.field('from_on')} label={t('groups.from')} />
        <DateField {...form.field('to_on')} label={t('groups.to')} />
      </div>
      <p className={parts.quiet}>{t('standIn.help')}</p>
    </FormDialog>
  )
}

export default ofTeam(TeamPage)

import { Button, Card, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type ChildRead,
  createHousehold,
  type HouseholdRead,
  type HouseholdStatusCreate,
  type PovertyStatus,
  setHouseholdStatus,
  updateChild,
} from '@/client'
import { ifMatch } from '@/lib/api'
import { today } from '@/lib/format'
import { Chip } from '@/ui/Chip'
import { FormDialog } from '@/ui/FormDialog'
import parts from '@/ui/parts.module.css'
import { useRecordForm } from '@/ui/use-record-form'
import { useVerb } from '@/ui/use-verb'
import classes from './Children.module.css'
import { HouseholdSelect } from './HouseholdSelect'
import { children } from './record'
import { ofPart } from './refusals'
import { bodyOf, valuesOf } from './values'

type Asking = 'join' | 'create' | 'status'

/** The household, and what it was in each year's list of poor and near-poor ones. */
export function HouseholdCard({ child }: { child: ChildRead }) {
  const { t } = useTranslation('children')
  const [asking, setAsking] = useState<Asking | null>(null)
  const leave = children.useVerb({ done: 'household', call: () => move(child, null) })
  if (!child.reads.includes('hardship')) return null
  const may = child.allowed_actions.includes('edit')
  const { household } = child
  const year = Number(today().slice(0, 4))
  const known = household?.statuses.some((one) => one.year === year)
  const close = () => setAsking(null)
  return (
    <Card component="section" aria-labelledby="household" className={parts.card}>
      <h2 id="household">{t('household.title')}</h2>
      {household ? (
        <Home household={household} year={year} />
      ) : (
        <p className={parts.quiet}>{t('household.none')}</p>
      )}
      {may && (
        <div className={`${classes.ways} no-print`}>
          {household ? (
            <>
              <Button variant="default" onClick={() => setAsking('status')}>
                {t(known ? 'household.changeStatus' : 'household.setStatus', { year })}
              </Button>
              <Button variant="subtle" color="gray" loading={leave.isPending} onClick={() => leave.mutate()}>
                {t('household.leave')}
              </Button>
            </>
          ) : (
            <>
              <Button variant="default" onClick={() => setAsking('join')}>
                {t('household.join')}
              </Button>
              <Button variant="default" onClick={() => setAsking('create')}>
                {t('household.create')}
              </Button>
            </>
          )}
        </div>
      )}
      {asking === 'join' && <JoinDialog child={child} onClose={close} />}
      {asking === 'create' && <CreateDialog child={child} onClose={close} />}
      {asking === 'status' && household && <StatusDialog household={household} year={year} onClose={close} />}
    </Card>
  )
}

function Home({ household, year }: { household: HouseholdRead; year: number }) {
  const { t } = useTranslation('children')
  const current = household.statuses.find((one) => one.year === year)
  return (
    <>
      <div>
        {t('household.of', { name: household.head_name })}
        <span className={classes.below}>
          {[household.address, t('household.children', { count: household.children })]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      <ul className={`${parts.plain} ${parts.dense}`}>
        {!current && <li className={parts.quiet}>{t('household.notYet', { year })}</li>}
        {household.statuses.map((one) => (
          <li key={one.year} className={parts.row}>
            <span className={classes.grow}>
              {t('household.year', { year: one.year })}
              {one.paper && <span className={classes.below}>{one.paper}</span>}
            </span>
            <Status status={one.status} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Status({ status }: { status: PovertyStatus }) {
  const { t } = useTranslation('children')
  return status === 'none' ? (
    <span className={parts.quiet}>{t('poverty.none')}</span>
  ) : (
    <Chip tone="warm" shape="triangle">
      {t(`poverty.${status}`)}
    </Chip>
  )
}

/** The child's record with another household, or without one. */
const move = (child: ChildRead, household_id: string | null) =>
  updateChild({
    path: { child_id: child.id },
    headers: ifMatch(child),
    body: { ...bodyOf(valuesOf(child)), household_id },
  })

type Props = { child: ChildRead; onClose: () => void }

function JoinDialog({ child, onClose }: Props) {
  const { t } = useTranslation('children')
  const join = children.useVerb<string>({
    done: 'household',
    quiet: true,
    call: (household_id) => move(child, household_id),
    onDone: onClose,
  })
  const form = useRecordForm({
    values: { household_id: null as string | null },
    error: join.error,
    refusals: ofPart,
    checks: ({ household_id }) => [['household_id', !household_id, t('household.missing')]],
    onSave: ({ household_id }) => household_id && join.mutate(household_id),
  })
  return (
    <FormDialog
      title={t('household.joinTitle', { unit: child.unit_name })}
      form={form}
      busy={join.isPending}
      send={t('household.joinSend')}
      onClose={onClose}
    >
      <HouseholdSelect
        {...form.field('household_id')}
        unit_id={child.unit_id}
        label={t('household.choose')}
        description={t('household.joinHelp')}
        data-autofocus
      />
    </FormDialog>
  )
}

/** A new household of the child's khu phố, which the child then belongs to. */
function CreateDialog({ child, onClose }: Props) {
  const { t } = useTranslation('children')
  // Made, but the child isn't in it yet: pressing again must not make a second one.
  const made = useRef<string | null>(null)
  const create = children.useVerb<{ head_name: string; address: string }>({
    done: 'household',
    quiet: true,
    call: async (body, headers) => {
      made.current ??= (await createHousehold({ headers, body: { ...body, unit_id: child.unit_id } })).data.id
      return move(child, made.current)
    },
    onDone: onClose,
  })
  const form = useRecordForm({
    values: { head_name: child.guardians?.[0]?.full_name ?? '', address: child.address ?? '' },
    error: create.error,
    refusals: ofPart,
    checks: ({ head_name }) => [['head_name', head_name.trim().length < 2, t('household.headMissing')]],
    onSave: ({ head_name, address }) =>
      create.mutate({ head_name: head_name.trim(), address: address.trim() }),
  })
  return (
    <FormDialog
      title={t('household.createTitle', { unit: child.unit_name })}
      form={form}
      busy={create.isPending}
      send={t('household.createSend')}
      onClose={onClose}
    >
      <TextInput
        {...form.field('head_name')}
        label={t('household.head')}
        maxLength={120}
        autoCapitalize="words"
        autoComplete="off"
        data-autofocus
      />
      <TextInput {...form.field('address')} label={t('form.address')} maxLength={500} autoComplete="off" />
    </FormDialog>
  )
}

const KINDS = ['poor', 'near_poor', 'none'] as const satisfies PovertyStatus[]

function StatusDialog({
  household,
  year,
  onClose,
}: {
  household: HouseholdRead
  year: number
  onClose: () => void
}) {
  const { t } = useTranslation('children')
  const set = useVerb<HouseholdRead, HouseholdStatusCreate>(
    { texts: children.key, stale: [children.all] },
    {
      done: 'household',
      quiet: true,
      call: (body) =>
        setHouseholdStatus({ path: { household_id: household.id }, headers: ifMatch(household), body }),
      onDone: onClose,
    },
  )
  const now = household.statuses.find((one) => one.year === year)
  const form = useRecordForm({
    values: { year: String(year), status: now?.status ?? ('poor' as PovertyStatus), paper: now?.paper ?? '' },
    error: set.error,
    refusals: ofPart,
    onSave: (values) =>
      set.mutate({ year: Number(values.year), status: values.status, paper: values.paper.trim() }),
  })
  return (
    <FormDialog
      title={t('household.statusTitle', { name: household.head_name })}
      form={form}
      busy={set.isPending}
      send={t('part.send')}
      onClose={onClose}
    >
      <Select
        {...form.field('year')}
        label={t('household.yearLabel')}
        data={[1, 0, -1, -2, -3].map((step) => String(year + step))}
        allowDeselect={false}
      />
      <SegmentedControl
        aria-label={t('household.status')}
        orientation="vertical"
        fullWidth
        data={KINDS.map((value) => ({ value, label: t(`poverty.${value}`) }))}
        value={form.values.status}
        onChange={(status) => form.patch({ status: status as PovertyStatus })}
      />
      <TextInput
        {...form.field('paper')}
        label={t('household.paper')}
        placeholder={t('household.paperExample')}
        maxLength={500}
        autoComplete="off"
      />
      <p className={parts.quiet}>{t('household.statusHelp')}</p>
    </FormDialog>
  )
}

import { MultiSelect, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import {
  addHazardMeasure,
  attachHazardFile,
  type HazardRead,
  inspectHazard,
  type Level,
  type MeasureKind,
  makeHazardSafe,
  type RecordFileRead,
  recheckHazard,
} from '@/client'
import { ifMatch } from '@/lib/api'
import { today } from '@/lib/format'
import { putReading } from '@/lib/put-reading'
import { FILE_LIMIT, sendToRecord } from '@/lib/record-file'
import { useSession } from '@/lib/session'
import { useUnits } from '@/lib/use-units'
import { DateField } from '@/ui/DateField'
import { FilePicker } from '@/ui/FilePicker'
import { FormDialog } from '@/ui/FormDialog'
import { NumberField } from '@/ui/NumberField'
import parts from '@/ui/parts.module.css'
import { type Field, useRecordForm } from '@/ui/use-record-form'
import { PhotoChoice } from './PhotoChoice'
import { hazards } from './record'
import { STEP } from './refusals'
import { LEVELS, MEASURES } from './words'

type Props = { site: HazardRead; onClose: () => void }

const MOST_OWNERS = 2

/** What was found on the spot, and who sees to it from now on. */
export function InspectDialog({ site, onClose }: Props) {
  const { t } = useTranslation(['hazards', 'common'])
  const units = useUnits()
  const verb = hazards.useVerb<Inspection>({
    done: 'inspected',
    quiet: true,
    call: (body) => inspectHazard({ path: { hazard_id: site.id }, headers: ifMatch(site), body }),
    onDone: onClose,
  })
  const form = useRecordForm<Inspection>({
    values: {
      likelihood: site.likelihood,
      harm: site.harm,
      owner_unit_ids: site.owners.map((one) => one.id),
      note: '',
    },
    error: verb.error,
    refusals: STEP,
    onSave: verb.mutate,
  })
  return (
    <FormDialog
      title={t('step.inspect')}
      form={form}
      busy={verb.isPending}
      send={t('step.save')}
      onClose={onClose}
    >
      {(['likelihood', 'harm'] as const).map((name) => (
        <fieldset key={name} className={parts.group}>
          <legend>{t(`form.${name}`)}</legend>
          <SegmentedControl
            aria-label={t(`form.${name}`)}
            fullWidth
            data={LEVELS.map((value) => ({ value, label: t(`level.${value}`) }))}
            value={form.values[name]}
            onChange={(value) => form.patch({ [name]: value })}
          />
        </fieldset>
      ))}
      <MultiSelect
        {...form.field('owner_unit_ids')}
        label={t('form.owner_unit_ids')}
        description={t('form.ownersHelp')}
        data={units.all}
        maxValues={MOST_OWNERS}
        searchable
        nothingFoundMessage={t('common:list.nothingFound')}
      />
      <NoteField field={form.field} />
    </FormDialog>
  )
}

type Inspection = { likelihood: Level; harm: Level; owner_unit_ids: string[]; note: string }

function NoteField({ field }: { field: Field<'note'> }) {
  const { t } = useTranslation(['hazards', 'common'])
  return (
    <TextInput
      {...field('note')}
      label={`${t('step.note')} (${t('common:form.optional')})`}
      maxLength={500}
      autoComplete="off"
    />
  )
}

const PICTURES = 'image/jpeg,image/png,image/webp'
const isPhoto = (file: RecordFileRead) => file.kind === 'photo' && file.has_thumbnail

type Measure = {
  kind: MeasureKind
  unit_id: string | null
  done_on: string | null
  cost: number
  note: string
  before_file_id: string | null
  after_file_id: string | null
}

/** What was done: by whom, when, for how much; its photos are those of the place, one more may be taken here. */
export function MeasureDialog({ site, onClose }: Props) {
  const { t } = useTranslation(['hazards', 'common'])
  const units = useUnits()
  const session = useSession()
  const queryClient = useQueryClient()
  const photos = site.files.filter(isPhoto)
  const verb = hazards.useVerb<Measure>({
    done: 'measured',
    quiet: true,
    call: (values) =>
      addHazardMeasure({
        path: { hazard_id: site.id },
        headers: ifMatch(site),
        body: { ...values, unit_id: values.unit_id ?? '', done_on: values.done_on ?? '' },
      }),
    onDone: onClose,
  })
  const form = useRecordForm<Measure>({
    values: {
      kind: 'warning_sign',
      unit_id: session.units[0]?.id ?? site.owners[0]?.id ?? site.unit_id,
      done_on: today(),
      cost: 0,
      note: '',
      before_file_id: photos[0]?.id ?? null,
      after_file_id: null,
    },
    error: verb.error,
    refusals: STEP,
    checks: (values) => [
      ['unit_id', !values.unit_id, t('form.unitMissing')],
      ['done_on', !values.done_on, t('form.dayMissing')],
    ],
    onSave: verb.mutate,
  })
  const { field } = form
  return (
    <FormDialog
      title={t('step.measure')}
      form={form}
      busy={verb.isPending}
      send={t('step.save')}
      onClose={onClose}
    >
      <Select
        {...field('kind')}
        label={t('measure.kind')}
        data={MEASURES.map((value) => ({ value, label: t(`measure.of.${value}`) }))}
        allowDeselect={false}
      />
      <Select
        {...field('unit_id')}
        label={t('measure.unit_id')}
        data={units.all}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t('common:list.nothingFound')}
      />
      <DateField {...field('done_on')} label={t('measure.done_on')} clearable={false} />
      <NumberField {...field('cost')} label={`${t('measure.cost')} (${t('common:form.optional')})`} />
      <NoteField field={field} />
      {photos.length > 0 &&
        (['before_file_id', 'after_file_id'] as const).map((name) => (
          <PhotoChoice
            key={name}
            legend={`${t(`measure.${name}`)} (${t('common:form.optional')})`}
            photos={photos}
            address={`${hazards.address}/${site.id}/files`}
            value={form.values[name]}
            onChange={(file_id) => form.patch({ [name]: file_id })}
          />
        ))}
      {site.allowed_actions.includes('attach') && (
        <>
          <p className={parts.quiet}>{t('measure.photoNow')}</p>
          <FilePicker
            photos
            accept={PICTURES}
            limit={FILE_LIMIT}
            send={async (file, options) => {
              const now = await sendToRecord(file, options, (upload_id, attempt) =>
                attachHazardFile({ path: { hazard_id: site.id }, body: { upload_id }, ...attempt }),
              )
              await putReading(queryClient, hazards.one(site.id).queryKey, now)
              const newest = now.files.filter(isPhoto).at(-1)
              if (newest) form.patch({ after_file_id: newest.id })
            }}
          />
        </>
      )}
    </FormDialog>
  )
}

type Look = { recheck_on: string | null; note: string }

/** Safe for now: when somebody looks again. */
export function SafeDialog({ site, onClose }: Props) {
  const { t } = useTranslation('hazards')
  const verb = hazards.useVerb<Look>({
    done: 'madeSafe',
    quiet: true,
    call: (body) => makeHazardSafe({ path: { hazard_id: site.id }, headers: ifMatch(site), body }),
    onDone: onClose,
  })
  const form = useRecordForm<Look>({
    values: { recheck_on: null, note: '' },
    error: verb.error,
    refusals: STEP,
    onSave: verb.mutate,
  })
  return (
    <FormDialog
      title={t('step.safe')}
      form={form}
      busy={verb.isPending}
      send={t('step.save')}
      onClose={onClose}
    >
      <RecheckField field={form.field} />
      <NoteField field={form.field} />
    </FormDialog>
  )
}

function RecheckField({ field }: { field: Field<'recheck_on'> }) {
  const { t } = useTranslation(['hazards', 'common'])
  return (
    <DateField
      {...field('recheck_on')}
      label={`${t('step.recheck_on')} (${t('common:form.optional')})`}
      description={t('step.recheckHelp')}
    />
  )
}

/** Somebody looked again: still safe until the next look, or to be made safe anew. */
export function RecheckDialog({ site, onClose }: Props) {
  const { t } = useTranslation('hazards')
  const verb = hazards.useVerb<Look & { still_safe: boolean }>({
    done: 'rechecked',
    quiet: true,
    call: (values) =>
      recheckHazard({
        path: { hazard_id: site.id },
        headers: ifMatch(site),
        body: values.still_safe ? values : { still_safe: false, note: values.note },
      }),
    onDone: onClose,
  })
  const form = useRecordForm<Look & { still_safe: boolean }>({
    values: { still_safe: true, recheck_on: null, note: '' },
    error: verb.error,
    refusals: STEP,
    onSave: verb.mutate,
  })
  return (
    <FormDialog
      title={t('step.recheck')}
      form={form}
      busy={verb.isPending}
      send={t('step.save')}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label={t('step.recheck')}
        fullWidth
        data={[
          { value: 'yes', label: t('step.stillSafe') },
          { value: 'no', label: t('step.noLongerSafe') },
        ]}
        value={form.values.still_safe ? 'yes' : 'no'}
        onChange={(value) => form.patch({ still_safe: value === 'yes' })}
      />
      {form.values.still_safe && <RecheckField field={form.field} />}
      <NoteField field={form.field} />
    </FormDialog>
  )
}

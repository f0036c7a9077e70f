import { SegmentedControl, Select, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type ChildRead, type LeaveCreate, leaveChild, type ReturnCreate, returnChild } from '@/client'
import { ifMatch } from '@/lib/api'
import { today } from '@/lib/format'
import { useSession } from '@/lib/session'
import { useUnits } from '@/lib/use-units'
import { DateField } from '@/ui/DateField'
import { FormDialog } from '@/ui/FormDialog'
import parts from '@/ui/parts.module.css'
import { useRecordForm } from '@/ui/use-record-form'
import { children } from './record'
import { ofPart } from './refusals'

type Props = { child: ChildRead; onClose: () => void }

/** The child moved away, or died: the record stays, the lists no longer show it. */
export function LeaveDialog({ child, onClose }: Props) {
  const { t } = useTranslation('children')
  const leave = children.useVerb<LeaveCreate>({
    done: 'left',
    quiet: true,
    call: (body) => leaveChild({ path: { child_id: child.id }, headers: ifMatch(child), body }),
    onDone: onClose,
  })
  const form = useRecordForm({
    values: { state: 'moved' as LeaveCreate['state'], on_day: today() as string | null, note: '' },
    error: leave.error,
    refusals: ofPart,
    checks: ({ on_day }) => [['on_day', !on_day, t('part.dayMissing')]],
    onSave: (values) => leave.mutate({ ...values, on_day: values.on_day ?? '', note: values.note.trim() }),
  })
  const { state } = form.values
  return (
    <FormDialog
      title={t('leave.title', { name: child.full_name })}
      form={form}
      busy={leave.isPending}
      send={t('leave.send')}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label={t('leave.what')}
        fullWidth
        data={(['moved', 'died'] as const).map((value) => ({ value, label: t(`leave.${value}`) }))}
        value={state}
        onChange={(value) => form.patch({ state: value as LeaveCreate['state'] })}
      />
      <DateField {...form.field('on_day')} label={t('leave.on')} />
      <Textarea
        {...form.field('note')}
        label={t(state === 'moved' ? 'leave.where' : 'leave.note')}
        autosize
        minRows={2}
        maxLength={500}
      />
      <p className={parts.quiet}>{t('leave.help')}</p>
    </FormDialog>
  )
}

/** Back again, or never gone: the same record goes on. */
export function ReturnDialog({ child, onClose }: Props) {
  const { t } = useTranslation(['children', 'common'])
  const session = useSession()
  const units = useUnits('child:correct')
  const own = session.units.filter((unit) => unit.kind === 'khu_pho')
  const places = units.ofWard ? units.places : own.map((unit) => ({ value: unit.id, label: unit.name }))
  const back = children.useVerb<ReturnCreate>({
    done: 'returned',
    quiet: true,
    call: (body) => returnChild({ path: { child_id: child.id }, headers: ifMatch(child), body }),
    onDone: onClose,
  })
  const form = useRecordForm({
    values: { on_day: today() as string | null, unit_id: child.unit_id as string | null, note: '' },
    error: back.error,
    refusals: ofPart,
    checks: ({ on_day }) => [['on_day', !on_day, t('part.dayMissing')]],
    onSave: (values) =>
      back.mutate({ on_day: values.on_day ?? '', unit_id: values.unit_id ?? '', note: values.note.trim() }),
  })
  return (
    <FormDialog
      title={t('return.title', { name: child.full_name })}
      form={form}
      busy={back.isPending}
      send={t('return.send')}
      onClose={onClose}
    >
      <DateField {...form.field('on_day')} label={t('return.on')} />
      {places.length > 1 && (
        <Select
          {...form.field('unit_id')}
          label={t('form.unit')}
          data={places}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t('common:list.nothingFound')}
        />
      )}
      <Textarea {...form.field('note')} label={t('leave.note')} autosize minRows={2} maxLength={500} />
    </FormDialog>
  )
}

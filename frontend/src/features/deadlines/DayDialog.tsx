import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type CalendarDayRead, type DayKind, setWorkingDay } from '@/client'
import { ifMatch } from '@/lib/api'
import { formatDate } from '@/lib/format'
import { DateField } from '@/ui/DateField'
import { FormDialog } from '@/ui/FormDialog'
import { useRecordForm } from '@/ui/use-record-form'
import { useVerb } from '@/ui/use-verb'
import { calendarQuery, ofDay } from './api'

const KINDS: DayKind[] = ['holiday', 'comp_off', 'swap_off', 'swap_work']
/** A day that isn't there yet. */
const NEW = { version: 0 }

type Values = { day: string | null; kind: DayKind; name: string; source: string }

/** A day off, or a Saturday that is worked; without `day`, a new one. */
export function DayDialog({ day, onClose }: { day?: CalendarDayRead; onClose: () => void }) {
  const { t } = useTranslation(['deadlines', 'common'])
  const save = useVerb(
    { texts: 'deadlines', stale: [], reading: () => calendarQuery.queryKey },
    {
      done: 'daySaved',
      quiet: true,
      call: ({ day: on, ...body }: Values) =>
        setWorkingDay({ path: { day: on ?? '' }, body, headers: ifMatch(day ?? NEW) }),
      onDone: onClose,
    },
  )
  const form = useRecordForm<Values>({
    values: {
      day: day?.day ?? null,
      kind: day?.kind ?? 'swap_off',
      name: day?.name ?? '',
      source: day?.source ?? '',
    },
    error: save.error,
    refusals: ofDay,
    checks: ({ day: on, name }) => [
      ['day', !on, t('calendar.dayOwed')],
      ['name', name.trim().length < 3, t('calendar.nameOwed')],
    ],
    onSave: save.mutate,
  })
  return (
    <FormDialog
      title={day ? formatDate(day.day) : t('calendar.add')}
      form={form}
      busy={save.isPending}
      send={t('common:action.save')}
      onClose={onClose}
    >
      {!day && <DateField {...form.field('day')} label={t('calendar.day')} required />}
      <Select
        {...form.field('kind')}
        label={t('calendar.kind')}
        data={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        allowDeselect={false}
      />
      <TextInput {...form.field('name')} label={t('calendar.name')} maxLength={200} required />
      <TextInput
        {...form.field('source')}
        label={`${t('calendar.source')} (${t('common:form.optional')})`}
        maxLength={300}
      />
    </FormDialog>
  )
}

import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type CalendarDayRead, type DayKind, removeWorkingDay } from '@/client'
import { formatDate } from '@/lib/format'
import { weekdayOf } from '@/lib/when'
import { Chip, type Shape, type Tone } from '@/ui/Chip'
import parts from '@/ui/parts.module.css'
import { RemoveButton } from '@/ui/RemoveButton'
import { useVerb } from '@/ui/use-verb'
import { calendarQuery } from './api'

const LOOKS: Record<DayKind, readonly [Tone, Shape]> = {
  holiday: ['brand', 'circle'],
  comp_off: ['info', 'ring'],
  swap_off: ['info', 'diamond'],
  swap_work: ['warm', 'square'],
}

/** A day that isn't what its weekday says. */
export function DayRow({ day, onChange }: { day: CalendarDayRead; onChange: () => void }) {
  const { t, i18n } = useTranslation('deadlines')
  const remove = useVerb(
    { texts: 'deadlines', stale: [], reading: () => calendarQuery.queryKey },
    { done: 'removed', call: () => removeWorkingDay({ path: { day: day.day } }) },
  )
  const on = formatDate(day.day)
  const [tone, shape] = LOOKS[day.kind]
  return (
    <li className={parts.row}>
      <div>
        <strong className="figure">
          {weekdayOf(day.day, i18n.language)}, {on}
        </strong>
        <p>{day.name}</p>
        <p className={parts.quiet}>{[day.source, day.changed_by].filter(Boolean).join(' · ')}</p>
      </div>
      <Group gap="xs">
        <Chip tone={tone} shape={shape}>
          {t(`kind.${day.kind}`)}
        </Chip>
        <Button variant="default" aria-label={t('calendar.changeOf', { on })} onClick={onChange}>
          {t('calendar.change')}
        </Button>
        <RemoveButton label={t('calendar.removeOf', { on })} verb={remove} />
      </Group>
    </li>
  )
}

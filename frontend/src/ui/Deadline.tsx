import { useTranslation } from 'react-i18next'
import { type DeadlineState, deadlineState } from '@/lib/deadline'
import { formatDateInText, today } from '@/lib/format'
import { Chip, type Shape, type Tone } from './Chip'
import classes from './Deadline.module.css'

const LOOKS: Record<DeadlineState['kind'], [Tone, Shape]> = {
  open: ['mute', 'ring'],
  soon: ['warm', 'triangle'],
  last_day: ['warm', 'triangle'],
  overdue: ['bad', 'square'],
}

type Props = {
  /** ISO date of the order: "trước ngày D" or, when `inclusive`, "đến hết ngày D". */
  due: string
  inclusive?: boolean
  /** Done or withdrawn: the date stays, the counting stops. */
  settled?: boolean
  /** For narrow columns: the date on its own line under the chip. */
  stacked?: boolean
  now?: string
}

/** "còn 3 ngày (trước 10/7/2024)", "quá hạn 2 ngày (…)": in words, with the date of the order. */
export function Deadline({ due, inclusive = false, settled = false, stacked = false, now = today() }: Props) {
  const { t } = useTranslation()
  const date = t(inclusive ? 'deadline.until' : 'deadline.before', { date: formatDateInText(due) })
  if (settled) return <time dateTime={due}>{date}</time>
  const { kind, days } = deadlineState(due, inclusive, now)
  const [tone, shape] = LOOKS[kind]
  const words =
    kind === 'last_day'
      ? t('deadline.lastDay')
      : t(kind === 'overdue' ? 'deadline.overdue' : 'deadline.left', { count: days })
  if (stacked) {
    return (
      <time dateTime={due} className={classes.stacked}>
        <Chip tone={tone} shape={shape}>
          {words}
        </Chip>
        <small>{date}</small>
      </time>
    )
  }
  return (
    <Chip tone={tone} shape={shape}>
      <time dateTime={due}>
        {words} ({date})
      </time>
    </Chip>
  )
}

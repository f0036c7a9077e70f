import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatDateInText } from '@/lib/format'
import { weekdayOf } from '@/lib/when'
import classes from './Calendar.module.css'
import { CalendarEntry } from './CalendarEntry'
import type { Entry } from './calendar-items'

type Props = { day: string | null; items: Entry[]; opened: boolean; onClose: () => void }

/** All of a day that has more than its square can hold. */
export function DayDialog({ day, items, opened, onClose }: Props) {
  const { t, i18n } = useTranslation(['activities', 'common'])
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={day && `${weekdayOf(day, i18n.language)}, ${formatDateInText(day)}`}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <p className={classes.quiet}>{t('calendar.count', { count: items.length })}</p>
      <ul className={`${classes.items} ${classes.roomy}`}>
        {items.map((item) => (
          <CalendarEntry key={item.id} item={item} />
        ))}
      </ul>
    </Modal>
  )
}

import '@mantine/dates/styles.layer.css'
import 'dayjs/locale/vi'
import { DateInput, type DateInputProps, DatesProvider } from '@mantine/dates'
import { IconCalendar } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseDate } from '@/lib/format'
import classes from './DateField.module.css'

type Props = Omit<DateInputProps, 'value' | 'onChange' | 'dateParser' | 'valueFormat'> & {
  /** ISO date or null. */
  value: string | null
  onChange: (iso: string | null) => void
}

/** A date typed as 9/7/2024, 09072024 or 9/7, or picked from the calendar. */
export function DateField({ value, onChange, error, onBlur, ...rest }: Props) {
  const [unreadable, setUnreadable] = useState(false)
  const { t, i18n } = useTranslation()
  return (
    <DatesProvider settings={{ locale: i18n.language, firstDayOfWeek: 1 }}>
      <DateInput
        value={value}
        onChange={onChange}
        valueFormat="DD/MM/YYYY"
        dateParser={(typed) => parseDate(typed)}
        placeholder={t('form.date')}
        inputMode="numeric"
        clearable
        // What can't be read stays as it was typed, with a word about it; nothing typed is thrown away.
        fixOnBlur={false}
        leftSection={<IconCalendar size={18} aria-hidden />}
        clearButtonProps={{ 'aria-label': t('action.remove') }}
        popoverProps={{ withinPortal: true }}
        ariaLabels={{ previousMonth: t('form.previousMonth'), nextMonth: t('form.nextMonth') }}
        classNames={{ day: classes.day }}
        {...rest}
        error={error ?? (unreadable ? t('form.dateWrong') : undefined)}
        onBlur={(event) => {
          const typed = event.currentTarget.value
          setUnreadable(typed !== '' && parseDate(typed) === null)
          onBlur?.(event)
        }}
      />
    </DatesProvider>
  )
}

import { useTranslation } from 'react-i18next'
import type { ClockRead } from '@/client'
import { formatDate } from '@/lib/format'
import { type ClockNow, dayWord, endOf, type Span } from './clock-words'

/** "còn 3 giờ 20 phút (trước 20:00 hôm nay)". */
export function useClockWords() {
  const { t } = useTranslation('incidents')
  const spanText = (span: Span) => {
    if (span.unit === 'minutes') return t('clock.minutes', span)
    if (span.unit === 'days') return t('clock.days', { days: span.days })
    return span.minutes ? t('clock.hoursMinutes', span) : t('clock.hours', { hours: span.hours })
  }
  const endText = (due_at: string, now: number) => {
    const { day, time } = endOf(due_at)
    const word = dayWord(day, now)
    const named = word ? t(`clock.${word}`) : formatDate(day)
    return time ? t('clock.before', { time, day: named }) : t('clock.until', { day: named })
  }
  return (clock: ClockRead, at: ClockNow, now: number) => {
    if (clock.due_at === null) return t('clock.noCalendar', { year: clock.missing_year })
    const words = t(at.kind === 'overdue' ? 'clock.overdue' : 'clock.left', { span: spanText(at.span) })
    return `${words} (${endText(clock.due_at, now)})`
  }
}

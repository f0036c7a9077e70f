import { Button, Card, Tabs } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CalendarDayRead, fillWorkingYear, type WorkingCalendarRead } from '@/client'
import { formatInstant, today } from '@/lib/format'
import { useListSearch } from '@/lib/list-search'
import { OneRecord } from '@/ui/OneRecord'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { useVerb } from '@/ui/use-verb'
import { calendarQuery } from './api'
import { DayDialog } from './DayDialog'
import { DayRow } from './DayRow'

/** The administrator's page: which days state bodies don't work, year by year, for all wards. */
export default function WorkingCalendarPage() {
  return <OneRecord query={calendarQuery}>{(calendar) => <Calendar calendar={calendar} />}</OneRecord>
}

function Calendar({ calendar }: { calendar: WorkingCalendarRead }) {
  const { t } = useTranslation('deadlines')
  const { search, update } = useListSearch()
  const [asked, setAsked] = useState<CalendarDayRead | 'new' | null>(null)
  const fill = useFill()
  const { years, missing } = calendar
  const present = today().slice(0, 4)
  const shown = years.find(({ year }) => String(year) === (search.year ?? present)) ?? years[0]
  const next = (years[0]?.year ?? Number(present) - 1) + 1
  return (
    <div className={parts.column}>
      <PageHeader
        title={t('calendar.title')}
        action={
          <Button leftSection={<IconPlus size={18} />} onClick={() => setAsked('new')}>
            {t('calendar.add')}
          </Button>
        }
      />
      <p className={parts.quiet}>{t('calendar.about')}</p>
      {missing.map((year) => (
        <div key={year} className={parts.reason} role="alert">
          <p>{t('calendar.missing', { year })}</p>
          <Button loading={fill.isPending} onClick={() => fill.mutate(year)}>
            {t('calendar.fill', { year })}
          </Button>
        </div>
      ))}
      {shown && (
        <Tabs value={String(shown.year)} onChange={(year) => update({ year: year ?? undefined })}>
          <Tabs.List mb="md">
            {years.map(({ year }) => (
              <Tabs.Tab key={year} value={String(year)} mih={44}>
                {year}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value={String(shown.year)}>
            <Card className={parts.card}>
              <ul className={`${parts.plain} ${parts.dense}`}>
                {shown.days.map((day) => (
                  <DayRow key={day.day} day={day} onChange={() => setAsked(day)} />
                ))}
              </ul>
              <p className={parts.quiet}>
                {t(shown.filled_by ? 'calendar.filledBy' : 'calendar.filled', {
                  name: shown.filled_by,
                  at: formatInstant(shown.filled_at),
                })}
              </p>
            </Card>
          </Tabs.Panel>
        </Tabs>
      )}
      {!missing.includes(next) && (
        <Button variant="default" loading={fill.isPending} onClick={() => fill.mutate(next)}>
          {t('calendar.fill', { year: next })}
        </Button>
      )}
      {asked && <DayDialog day={asked === 'new' ? undefined : asked} onClose={() => setAsked(null)} />}
    </div>
  )
}

function useFill() {
  const { update } = useListSearch()
  return useVerb(
    { texts: 'deadlines', stale: [], reading: () => calendarQuery.queryKey },
    {
      done: 'filled',
      call: (year: number) => fillWorkingYear({ path: { year } }),
      onDone: ({ years }: WorkingCalendarRead) => update({ year: String(years[0]?.year) }),
    },
  )
}

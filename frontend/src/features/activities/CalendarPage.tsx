import { ActionIcon, Button, Checkbox, Group, Select } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconChevronLeft, IconChevronRight, IconDeviceMobile } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { today } from '@/lib/format'
import { useListSearch } from '@/lib/list-search'
import { may, useSession } from '@/lib/session'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { LinkButton } from '@/ui/LinkButton'
import { PageHeader } from '@/ui/PageHeader'
import { CardsSkeleton } from '@/ui/Skeletons'
import { UnitFilter } from '@/ui/UnitFilter'
import { Agenda } from './Agenda'
import { calendarQuery, communicationCalendarQuery } from './api'
import classes from './Calendar.module.css'
import { entriesOf } from './calendar-items'
import { FeedDialog } from './FeedDialog'
import { MonthGrid } from './MonthGrid'
import { monthAfter, monthOf, weeksOf } from './month'
import { AREAS } from './words'

/** What happens in the ward, month by month: a grid on a desktop, day after day on a phone. */
export default function CalendarPage() {
  const { t } = useTranslation(['activities', 'common'])
  const session = useSession()
  const { search, update } = useListSearch()
  const [feeds, setFeeds] = useState(false)
  const wide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false })
  const month = monthOf(search.month, today())
  const weeks = weeksOf(month)
  const days = { from_on: weeks[0]?.[0] ?? '', to_on: weeks.at(-1)?.at(-1) ?? '', unit_id: search.unit_id }
  const calendar = useQuery({
    ...calendarQuery({ ...days, area: search.area }),
    placeholderData: keepPreviousData,
  })
  // An area is of activities alone.
  const talks = may(session, 'communication:read') && !search.area && search.communication !== 'no'
  const communication = useQuery({
    ...communicationCalendarQuery(days),
    enabled: talks,
    placeholderData: keepPreviousData,
  })
  const [year, number] = month.split('-')
  const go = (to: string) => update({ month: to })

  const body = () => {
    if (calendar.isPending) return <CardsSkeleton cards={4} />
    if (calendar.isError) return <ErrorState error={calendar.error} onRetry={() => calendar.refetch()} />
    const items = entriesOf(calendar.data.items, (talks && communication.data?.items) || [])
    if (wide) return <MonthGrid month={month} weeks={weeks} items={items} />
    return (
      <Agenda
        month={month}
        items={items}
        empty={
          <EmptyState
            title={t('calendar.empty')}
            action={
              may(session, 'activity:write') && (
                <Group justify="center" gap={8}>
                  <LinkButton to="/activities/new">{t('list.new')}</LinkButton>
                  <LinkButton
                    variant="default"
                    to="/activities/copy-period"
                    search={{ month: monthAfter(month, -12) }}
                  >
                    {t('copyPeriod.open')}
                  </LinkButton>
                </Group>
              )
            }
          >
            {t('calendar.emptyHint')}
          </EmptyState>
        }
      />
    )
  }
  return (
    <>
      <PageHeader
        title={t('calendar.title')}
        action={
          may(session, 'activity:write') && <LinkButton to="/activities/new">{t('list.new')}</LinkButton>
        }
        secondary={
          may(session, 'activity:write') && (
            <Button
              variant="default"
              leftSection={<IconDeviceMobile size={18} aria-hidden />}
              onClick={() => setFeeds(true)}
            >
              {t('feed.open')}
            </Button>
          )
        }
      />
      <div className={`${classes.tools} no-print`}>
        <div className={classes.month}>
          <ActionIcon aria-label={t('calendar.before')} onClick={() => go(monthAfter(month, -1))}>
            <IconChevronLeft size={20} />
          </ActionIcon>
          <h2 aria-live="polite">{t('calendar.month', { month: Number(number), year })}</h2>
          <ActionIcon aria-label={t('calendar.after')} onClick={() => go(monthAfter(month, 1))}>
            <IconChevronRight size={20} />
          </ActionIcon>
          {month !== today().slice(0, 7) && (
            <Button variant="subtle" onClick={() => update({ month: undefined })}>
              {t('calendar.now')}
            </Button>
          )}
        </div>
        <div className={classes.filters}>
          <UnitFilter aria-label={t('column.unit')} placeholder={t('column.unit')} />
          <Select
            aria-label={t('column.area')}
            placeholder={t('column.area')}
            data={AREAS.map((area) => ({ value: area, label: t(`area.${area}`) }))}
            value={search.area ?? null}
            onChange={(area) => update({ area: area ?? undefined })}
            clearable
            clearButtonProps={{ 'aria-label': `${t('common:list.clearFilters')}: ${t('column.area')}` }}
          />
          {may(session, 'communication:read') && (
            <Checkbox
              label={t('calendar.withCommunication')}
              checked={talks}
              disabled={Boolean(search.area)}
              onChange={(event) => update({ communication: event.currentTarget.checked ? undefined : 'no' })}
              styles={{ body: { alignItems: 'center', minHeight: 44 } }}
            />
          )}
        </div>
      </div>
      <section aria-label={t('calendar.title')} aria-busy={calendar.isFetching}>
        {body()}
      </section>
      {feeds && <FeedDialog onClose={() => setFeeds(false)} />}
    </>
  )
}

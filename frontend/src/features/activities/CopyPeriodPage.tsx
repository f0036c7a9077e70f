import { Button, Card, Group, Select } from '@mantine/core'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type CopiedActivity, copyActivityPeriod, type PeriodCopied, type PeriodCopy } from '@/client'
import { unwrap, useAction } from '@/lib/api'
import { formatDate, today } from '@/lib/format'
import { useListSearch } from '@/lib/list-search'
import { useUnits } from '@/lib/use-units'
import { dayOf, timeOf, weekdayOf } from '@/lib/when'
import { Chip } from '@/ui/Chip'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { LinkButton } from '@/ui/LinkButton'
import { LongList } from '@/ui/LongList'
import { showProblem } from '@/ui/notices'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { CardsSkeleton } from '@/ui/Skeletons'
import { UnitFilter } from '@/ui/UnitFilter'
import classes from './Activities.module.css'
import { periodCopyQuery } from './api'
import { daysOf, monthAfter, monthOf } from './month'
import { activities } from './record'

/** Last year's month planned again: what would be planned is shown first, and nothing is planned twice. */
export default function CopyPeriodPage() {
  const { t } = useTranslation(['activities', 'common'])
  const queryClient = useQueryClient()
  const units = useUnits('activity:correct')
  const { search, update } = useListSearch()
  const month = monthOf(search.month, monthAfter(today().slice(0, 7), -12))
  const [year = '', number = ''] = month.split('-')
  const toYear = Number(search.to_year) > Number(year) ? Number(search.to_year) : Number(year) + 1
  const asked: PeriodCopy = { ...daysOf(month), to_year: toYear, unit_id: search.unit_id ?? null }
  const trial = useQuery({ ...periodCopyQuery(asked), placeholderData: keepPreviousData })
  const copy = useAction({
    action: (body: PeriodCopy) => copyActivityPeriod({ body, query: { dry_run: false } }).then(unwrap),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: activities.all }),
    onError: showProblem,
  })
  if (copy.data) return <Copied result={copy.data} month={number} year={toYear} />
  const years = Array.from({ length: 6 }, (_, back) => String(Number(today().slice(0, 4)) - back))

  const body = () => {
    if (trial.isPending) return <CardsSkeleton cards={2} />
    if (trial.isError) return <ErrorState error={trial.error} onRetry={() => trial.refetch()} />
    const { items, copied } = trial.data
    if (items.length === 0) {
      return (
        <EmptyState title={t('copyPeriod.empty', { month: Number(number), year })}>
          {t('copyPeriod.emptyHint')}
        </EmptyState>
      )
    }
    return (
      <>
        <Group justify="space-between" gap={12}>
          <p className={classes.words} role="status">
            {t(copied > 0 ? 'copyPeriod.ready' : 'copyPeriod.nothing', { count: copied, year: toYear })}
          </p>
          <Button
            disabled={copied === 0 || trial.isPlaceholderData}
            loading={copy.isPending}
            onClick={() => copy.mutate(asked)}
          >
            {t('copyPeriod.run', { count: copied })}
          </Button>
        </Group>
        <Preview items={items} />
      </>
    )
  }
  return (
    <>
      <PageHeader title={t('copyPeriod.title')} />
      <p className={classes.lead}>{t('copyPeriod.lead')}</p>
      <div className={`${parts.column} ${classes.narrow}`}>
        <div className={classes.three}>
          <Select
            label={t('copyPeriod.month')}
            data={Array.from({ length: 12 }, (_, at) => ({
              value: String(at + 1).padStart(2, '0'),
              label: String(at + 1),
            }))}
            value={number}
            onChange={(value) => value && update({ month: `${year}-${value}` })}
            allowDeselect={false}
          />
          <Select
            label={t('copyPeriod.year')}
            data={years.includes(year) ? years : [...years, year]}
            value={year}
            onChange={(value) => value && update({ month: `${value}-${number}`, to_year: undefined })}
            allowDeselect={false}
          />
          <Select
            label={t('copyPeriod.toYear')}
            data={[1, 2, 3, 4, 5].map((years_on) => String(Number(year) + years_on))}
            value={String(toYear)}
            onChange={(value) => value && update({ to_year: value })}
            allowDeselect={false}
          />
        </div>
        {units.ofWard && (
          <UnitFilter
            label={`${t('column.unit')} (${t('common:form.optional')})`}
            placeholder={t('copyPeriod.allUnits')}
          />
        )}
        {body()}
      </div>
    </>
  )
}

/** Enough to see that it is the right month. */
const FIRST = 30

function Preview({ items }: { items: CopiedActivity[] }) {
  const { t, i18n } = useTranslation('activities')
  return (
    <Card component="section" aria-label={t('copyPeriod.preview')} className={parts.card}>
      <LongList
        className={parts.plain}
        items={items}
        first={FIRST}
        render={(one) => (
          <li key={one.from_id} className={parts.row}>
            <span className={classes.words}>
              {one.title}
              <p className={parts.quiet}>
                {[
                  `${weekdayOf(dayOf(one.starts_at), i18n.language)}, ${formatDate(dayOf(one.starts_at))}`,
                  timeOf(one.starts_at),
                  one.unit_name,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </span>
            {one.hindrance && (
              <Chip tone="mute" shape="ring">
                {t(`copyPeriod.${one.hindrance}`)}
              </Chip>
            )}
          </li>
        )}
      />
    </Card>
  )
}

function Copied({ result, month, year }: { result: PeriodCopied; month: string; year: number }) {
  const { t } = useTranslation('activities')
  return (
    <>
      <PageHeader title={t('copyPeriod.doneTitle', { count: result.copied })} />
      <div className={`${parts.column} ${classes.narrow}`}>
        <p className={classes.words}>{t('copyPeriod.done')}</p>
        <Group gap={8}>
          <LinkButton to="/calendar" search={{ month: `${year}-${month}` }}>
            {t('copyPeriod.show', { month: Number(month), year })}
          </LinkButton>
        </Group>
      </div>
    </>
  )
}

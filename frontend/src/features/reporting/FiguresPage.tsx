import { Card, SegmentedControl, Select } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IndicatorFigures, IndicatorRead } from '@/client'
import { formatDateInText, formatMoney, formatNumber, today } from '@/lib/format'
import { useListSearch } from '@/lib/list-search'
import { may, useSession } from '@/lib/session'
import { unitsQuery } from '@/lib/units'
import { useUnits } from '@/lib/use-units'
import { useFigureWords } from '@/ui/contexts'
import { DateField } from '@/ui/DateField'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { ListMenu } from '@/ui/list/ListMenu'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { CardsSkeleton } from '@/ui/Skeletons'
import { UnitViewSwitch, useUnitView } from '@/ui/UnitViewSwitch'
import { type Asked, figuresQuery, monthOf, rowsHref } from './api'
import classes from './Figures.module.css'

/** "Số liệu": what has been done in a period; every figure opens its rows, and says what it is made of. */
export default function FiguresPage() {
  const { t } = useTranslation(['reporting', 'common'])
  const session = useSession()
  const { search } = useListSearch()
  const month = monthOf(today())
  const asked: Asked = {
    from_on: search.from_on ?? month.from_on,
    to_on: search.to_on ?? month.to_on,
    by: search.by === 'place' ? 'place' : 'unit',
    unit_id: search.unit_id,
    units: useUnitView(),
  }
  const figures = useQuery({ ...figuresQuery(asked), placeholderData: keepPreviousData })
  const period = `${formatDateInText(asked.from_on)} – ${formatDateInText(asked.to_on)}`
  return (
    <>
      <PageHeader title={t('title')} meta={period} secondary={<ListMenu />} />
      <Period asked={asked} />
      {may(session, 'case:work') && (
        <p className="no-print">
          <Link to="/incidents/statistics" className={parts.target}>
            {t('cases')}
          </Link>
        </p>
      )}
      {figures.isPending && <CardsSkeleton cards={4} />}
      {figures.isError && <ErrorState error={figures.error} onRetry={() => figures.refetch()} />}
      {figures.data && <Shown figures={figures.data} asked={asked} />}
    </>
  )
}

function Period({ asked }: { asked: Asked }) {
  const { t } = useTranslation(['reporting', 'common'])
  const { update } = useListSearch()
  const session = useSession()
  const units = useUnits()
  return (
    <fieldset className={`${classes.period} no-print`}>
      <legend className="visually-hidden">{t('period')}</legend>
      <DateField
        label={t('from')}
        value={asked.from_on}
        onChange={(from_on) => from_on && update({ from_on })}
        clearable={false}
      />
      <DateField
        label={t('to')}
        value={asked.to_on}
        onChange={(to_on) => to_on && update({ to_on })}
        clearable={false}
      />
      {may(session, 'indicator:read_all') && (
        <Select
          label={t('unit')}
          placeholder={t('wholeWard')}
          data={units.known}
          value={asked.unit_id ?? null}
          onChange={(unit_id) => update({ unit_id: unit_id ?? undefined })}
          clearable
          searchable
          nothingFoundMessage={t('common:list.nothingFound')}
        />
      )}
      <SegmentedControl
        aria-label={t('by')}
        className={classes.by}
        data={[
          { value: 'unit', label: t('byUnit') },
          { value: 'place', label: t('byPlace') },
        ]}
        value={asked.by}
        onChange={(by) => update({ by })}
      />
      <UnitViewSwitch className={classes.by} />
    </fieldset>
  )
}

function Shown({ figures, asked }: { figures: IndicatorFigures; asked: Asked }) {
  const { t } = useTranslation(['reporting', 'common'])
  const words = useFigureWords()
  const [open, setOpen] = useState<string | null>(null)
  const nothing = Object.values(figures.total).every((value) => value === 0)
  if (nothing) return <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
  const sources = [...new Set(figures.indicators.map((one) => one.source))]
  return (
    <div className={classes.sources}>
      {sources.map((source) => (
        <Card key={source} component="section" aria-labelledby={source}>
          <h2 id={source} className={classes.title}>
            {words(source, 'source', source)}
          </h2>
          <ul className={classes.list}>
            {figures.indicators
              .filter((one) => one.source === source)
              // Children and money of an area without activities are no news.
              .filter((one) => !/^(children|spent)_/.test(one.code) || (figures.total[one.code] ?? 0) > 0)
              .map((one) => (
                <Row
                  key={one.code}
                  one={one}
                  figures={figures}
                  asked={asked}
                  open={open === one.code}
                  onOpen={() => setOpen(open === one.code ? null : one.code)}
                />
              ))}
          </ul>
          <Bases indicators={figures.indicators.filter((one) => one.source === source)} />
        </Card>
      ))}
    </div>
  )
}

/** What the figures are asked by, once for all of them. */
function Bases({ indicators }: { indicators: IndicatorRead[] }) {
  const { t } = useTranslation('reporting')
  const bases = [...new Set(indicators.map((one) => one.basis).filter(Boolean))]
  if (bases.length === 0) return null
  return <p className={classes.bases}>{t('bases', { list: bases.join('; ') })}</p>
}

type RowProps = {
  one: IndicatorRead
  figures: IndicatorFigures
  asked: Asked
  open: boolean
  onOpen: () => void
}

/** A figure, where it opens its rows, and on demand the units or khu phố that it is made of, the largest first. */
function Row({ one, figures, asked, open, onOpen }: RowProps) {
  const { t } = useTranslation(['reporting', 'common'])
  const units = useQuery(unitsQuery).data?.items ?? []
  const total = figures.total[one.code] ?? 0
  const write = (value: number) => (one.unit === 'dong' ? formatMoney(value) : formatNumber(value))
  const shares = figures.groups
    .map((group) => ({ id: group.unit_id, value: group.figures[one.code] ?? 0 }))
    .filter((part) => part.value > 0)
    .sort((a, b) => b.value - a.value)
  const words = useFigureWords()
  const name = words(one.source, 'code', one.code)
  return (
    <li className={classes.row} data-zero={total === 0 || undefined}>
      <div className={classes.line}>
        <span className={classes.name}>
          {name}
          <small>{words(one.source, 'about', one.code)}</small>
        </span>
        {total > 0 ? (
          <Link
            to={rowsHref(one, asked)}
            className={`figure ${classes.value}`}
            aria-label={`${name}: ${write(total)}`}
          >
            {write(total)}
          </Link>
        ) : (
          <span className={`figure ${classes.value}`}>0</span>
        )}
        <button
          type="button"
          className={classes.toggle}
          aria-expanded={open}
          disabled={shares.length === 0}
          onClick={onOpen}
          aria-label={t(open ? 'fold' : 'unfold', { name })}
        >
          {open ? '−' : '+'}
        </button>
      </div>
      {open && (
        <ul className={classes.parts}>
          {shares.map((part) => (
            <li key={part.id ?? 'none'}>
              <Link to={rowsHref(one, asked, part.id)}>
                {units.find((unit) => unit.id === part.id)?.name ?? t('noPlace')}
              </Link>
              <span className={parts.bar} aria-hidden>
                <span style={{ width: `${Math.max(2, (100 * part.value) / (shares[0]?.value ?? 1))}%` }} />
              </span>
              <span className="figure">{write(part.value)}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

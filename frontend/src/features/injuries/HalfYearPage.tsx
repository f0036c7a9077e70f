import { Card, SegmentedControl, Select } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { HalfYear, HalfYearGroup } from '@/client'
import { formatDateInText, formatNumber, today } from '@/lib/format'
import { useListSearch } from '@/lib/list-search'
import { may, useSession } from '@/lib/session'
import { textAt } from '@/lib/texts'
import { useUnits } from '@/lib/use-units'
import { Deadline } from '@/ui/Deadline'
import { ErrorState } from '@/ui/ErrorState'
import { ListMenu } from '@/ui/list/ListMenu'
import { PageHeader } from '@/ui/PageHeader'
import { PrintHeading } from '@/ui/PrintHeading'
import parts from '@/ui/parts.module.css'
import { Rooms } from '@/ui/Rooms'
import { CardsSkeleton } from '@/ui/Skeletons'
import { type Half, halfOf, halfYearQuery } from './api'
import classes from './Injuries.module.css'

const YEARS = 4
const TEXTS: Record<HalfYearGroup['name'], string> = {
  cause: 'cause',
  age_band: 'age',
  sex: 'sex',
  place_kind: 'place',
  care: 'care',
  outcome: 'outcome',
}

/** "Nửa năm": the counts that schools and the health station report, and until when. */
export default function HalfYearPage() {
  const { t } = useTranslation(['injuries', 'common'])
  const { search, update } = useListSearch()
  const session = useSession()
  const units = useUnits()
  const usual = halfOf(today())
  const asked: Half = {
    year: Number(search.year) || usual.year,
    half: Number(search.half) || (search.year ? 1 : usual.half),
    unit_id: search.unit_id,
  }
  const counts = useQuery({ ...halfYearQuery(asked), placeholderData: keepPreviousData })
  const now = Number(today().slice(0, 4))
  return (
    <>
      <PageHeader title={t('half.title')} secondary={<ListMenu />} />
      <Rooms of="/hazards" />
      <fieldset className={`${classes.period} no-print`}>
        <legend className="visually-hidden">{t('half.which')}</legend>
        <Select
          label={t('half.year')}
          data={Array.from({ length: YEARS }, (_, at) => String(now - at))}
          value={String(asked.year)}
          onChange={(year) => update({ year: year ?? undefined, half: String(asked.half) })}
          allowDeselect={false}
        />
        <SegmentedControl
          aria-label={t('half.which')}
          data={[
            { value: '1', label: t('half.first') },
            { value: '2', label: t('half.second') },
          ]}
          value={String(asked.half)}
          onChange={(half) => update({ year: String(asked.year), half })}
        />
        {may(session, 'injury:read_all') && (
          <Select
            label={t('column.unit')}
            placeholder={t('half.wholeWard')}
            data={units.known}
            value={asked.unit_id ?? null}
            onChange={(unit_id) => update({ unit_id: unit_id ?? undefined })}
            clearable
            searchable
            nothingFoundMessage={t('common:list.nothingFound')}
          />
        )}
      </fieldset>
      {counts.isPending && <CardsSkeleton cards={3} />}
      {counts.isError && <ErrorState error={counts.error} onRetry={() => counts.refetch()} />}
      {counts.data && <Shown counts={counts.data} />}
    </>
  )
}

function Shown({ counts }: { counts: HalfYear }) {
  const { t } = useTranslation(['injuries', 'common'])
  const period = { from: formatDateInText(counts.from_on), to: formatDateInText(counts.to_on) }
  return (
    <div className={parts.column}>
      <PrintHeading />
      {counts.total === null ? (
        <p className={classes.total}>{t('half.totalHidden', period)}</p>
      ) : (
        <p className={classes.total}>
          <strong className="figure">{formatNumber(counts.total)}</strong> {t('half.total', period)}
        </p>
      )}
      {!counts.complete && <p className={parts.hint}>{t('half.hidden')}</p>}
      {counts.report_days.length > 0 && (
        <ul className={`${parts.plain} ${parts.dense}`}>
          {counts.report_days.map((one) => (
            <li key={one.code} className={parts.row}>
              <span>
                {one.name} <small className={parts.quiet}>({one.legal_basis})</small>
              </span>
              {one.last_on && <Deadline due={one.last_on} inclusive />}
            </li>
          ))}
        </ul>
      )}
      <div className={classes.groups}>
        {counts.groups.map((group) => (
          <Group key={group.name} group={group} />
        ))}
      </div>
    </div>
  )
}

function Group({ group }: { group: HalfYearGroup }) {
  const { t } = useTranslation('injuries')
  const { cells } = group
  const most = Math.max(1, ...cells.map(({ count }) => count ?? 0))
  return (
    <Card component="section" aria-labelledby={`half-${group.name}`} className="keep-together">
      <h2 id={`half-${group.name}`}>{t(`half.by.${group.name}`)}</h2>
      <table className={classes.table}>
        <tbody>
          {cells.map(({ value, count }) => (
            <tr key={value}>
              <th scope="row">{textAt(`injuries:${TEXTS[group.name]}.${value}`)}</th>
              <td className="no-print" aria-hidden>
                <span className={classes.bar} style={{ width: `${((count ?? 0) / most) * 100}%` }} />
              </td>
              <td className="figure">{count === null ? t('half.few') : formatNumber(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}

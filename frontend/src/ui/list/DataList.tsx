import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '@/lib/format'
import { useListSearch } from '@/lib/list-search'
import type { Pages } from '@/lib/use-pages'
import { EmptyState } from '../EmptyState'
import { ErrorState } from '../ErrorState'
import { PrintHeading } from '../PrintHeading'
import { CardsSkeleton } from '../Skeletons'
import type { Column, Filter } from './columns'
import classes from './DataList.module.css'
import { FilterBar } from './FilterBar'
import { ListCards } from './ListCards'
import { ListMenu } from './ListMenu'
import { ListTable } from './ListTable'

type Props<Row> = {
  /** Names the list for a screen reader: "Nhiệm vụ". */
  label: string
  pages: Pages<Row>
  columns: Column<Row>[]
  rowId: (row: Row) => string
  /** Path of the record's own page; the heading becomes the link to it. */
  rowHref?: (row: Row) => string
  filters?: Filter[]
  /** Address of the same list as an Excel file. */
  exportHref?: string
  /** Where the file is asked for first: instead of the address. */
  onExport?: () => void
  /** Shown when there is nothing at all: says what to do. */
  empty?: ReactNode
}

/**
 * A list: table on a desktop, cards on a phone. Filters, words and order live in the address
 * (`listSearch` on the route); the rows come from `usePages`.
 */
export function DataList<Row>({
  label,
  pages,
  columns,
  rowId,
  rowHref,
  filters = [],
  exportHref,
  onExport,
  empty,
}: Props<Row>) {
  const { t } = useTranslation()
  const { search, update } = useListSearch()
  const wide = useMediaQuery('(min-width: 48em)', true, { getInitialValueInEffect: false })
  const narrowed = Boolean(search.q) || filters.some((filter) => search[filter.key])
  const clear = () =>
    update(Object.fromEntries([['q', undefined], ...filters.map(({ key }) => [key, undefined])]))
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? []
  const total = pages.data?.pages[0]?.total

  const body = () => {
    if (pages.isPending) return <CardsSkeleton cards={4} />
    if (pages.isError && rows.length === 0)
      return <ErrorState error={pages.error} onRetry={() => pages.refetch()} />
    if (rows.length === 0) {
      if (!narrowed) return empty ?? <EmptyState title={t('list.empty')} />
      return (
        <EmptyState
          title={t('list.nothingFound')}
          action={
            <Button variant="default" onClick={clear}>
              {t('list.clearFilters')}
            </Button>
          }
        >
          {t('list.nothingFoundHint')}
        </EmptyState>
      )
    }
    const Look = wide ? ListTable : ListCards
    return <Look label={label} rows={rows} columns={columns} rowId={rowId} rowHref={rowHref} />
  }

  return (
    <section aria-label={label} aria-busy={pages.isFetching}>
      <PrintHeading />
      <div className={`${classes.tools} no-print`}>
        <FilterBar filters={filters} narrowed={narrowed} onClear={clear} />
        <div className={classes.summary}>
          <span role="status">
            {rows.length > 0 &&
              (total == null
                ? t('list.shown', { count: rows.length })
                : t('list.shownOf', { count: rows.length, total: formatNumber(total) }))}
          </span>
          <ListMenu exportHref={exportHref} onExport={onExport} />
        </div>
      </div>
      <div className={pages.isPlaceholderData ? classes.stale : undefined}>{body()}</div>
      {pages.isFetchNextPageError && <ErrorState error={pages.error} onRetry={() => pages.fetchNextPage()} />}
      {pages.hasNextPage && !pages.isFetchNextPageError && (
        <div className={`${classes.more} no-print`}>
          <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
            {t('list.more')}
          </Button>
        </div>
      )}
    </section>
  )
}

export type LookProps<Row> = Pick<Props<Row>, 'label' | 'columns' | 'rowId' | 'rowHref'> & { rows: Row[] }

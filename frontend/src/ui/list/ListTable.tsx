import 'mantine-datatable/styles.layer.css'
import { UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { DataTable } from 'mantine-datatable'
import { useTranslation } from 'react-i18next'
import { useListSearch } from '@/lib/list-search'
import type { Column } from './columns'
import type { LookProps } from './DataList'
import classes from './DataList.module.css'

export function ListTable<Row>({ label, rows, columns, rowId, rowHref }: LookProps<Row>) {
  const { t } = useTranslation()
  const heading = columns.find((column) => column.card === 'heading') ?? columns[0]

  return (
    <DataTable<Row>
      aria-label={label}
      className={classes.table}
      records={rows}
      idAccessor={(row) => rowId(row)}
      withTableBorder
      borderRadius={12}
      verticalSpacing={10}
      horizontalSpacing={14}
      highlightOnHover={rowHref !== undefined}
      noRecordsText={t('list.empty')}
      columns={columns.map((column) => ({
        accessor: column.key,
        title: <ColumnTitle column={column} />,
        width: column.width,
        textAlign: column.align,
        cellsClassName: column.align === 'right' ? 'figure' : undefined,
        render: (row: Row) =>
          rowHref && column === heading ? (
            <Link to={rowHref(row)} className={classes.open}>
              {column.render(row)}
            </Link>
          ) : (
            column.render(row)
          ),
      }))}
    />
  )
}

/** Sorting by a real button: the table's own would turn the header cell into one and lose the column's name. */
function ColumnTitle<Row>({ column }: { column: Column<Row> }) {
  const { t } = useTranslation()
  const { search, update } = useListSearch()
  if (!column.sortable) return column.title
  const order = search.sort === column.key ? 'asc' : search.sort === `-${column.key}` ? 'desc' : undefined
  const next = order === 'asc' && column.sortable === 'both' ? `-${column.key}` : column.key
  const Icon = order === 'asc' ? IconArrowUp : order === 'desc' ? IconArrowDown : IconArrowsSort
  return (
    <UnstyledButton className={classes.sort} data-order={order} onClick={() => update({ sort: next })}>
      {column.title}
      <Icon size={16} aria-hidden />
      <span className="visually-hidden">{t(order ? `list.${order}` : 'list.sort')}</span>
    </UnstyledButton>
  )
}

import { Card } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Column } from './columns'
import type { LookProps } from './DataList'
import classes from './DataList.module.css'

export function ListCards<Row>({ label, rows, columns, rowId, rowHref }: LookProps<Row>) {
  const at = (place: Column<Row>['card']) => columns.filter((column) => (column.card ?? 'line') === place)
  return (
    <ul className={classes.cards} aria-label={label}>
      {rows.map((row) => (
        <Card component="li" key={rowId(row)} className={`${classes.card} keep-together`}>
          {at('state').length > 0 && (
            <div className={classes.states}>
              {at('state').map((column) => (
                <span key={column.key}>{column.render(row)}</span>
              ))}
            </div>
          )}
          {at('heading').map((column) => (
            <div key={column.key} className={classes.heading}>
              {rowHref ? (
                <Link to={rowHref(row)} className={classes.cover}>
                  {column.render(row)}
                </Link>
              ) : (
                column.render(row)
              )}
            </div>
          ))}
          {at('note').map((column) => (
            <div key={column.key} className={classes.note}>
              {column.render(row)}
            </div>
          ))}
          {at('line').length > 0 && (
            <dl className={classes.lines}>
              {at('line').map((column) => (
                <div key={column.key}>
                  <dt>{column.title}</dt>
                  <dd>{column.render(row)}</dd>
                </div>
              ))}
            </dl>
          )}
        </Card>
      ))}
    </ul>
  )
}

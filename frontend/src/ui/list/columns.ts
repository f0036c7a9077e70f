import type { ReactNode } from 'react'

/** One definition for both looks: a cell of the desktop's table, a part of the phone's card. */
export type Column<Row> = {
  /** Name of the column; with `sortable` also what `?sort=` says. */
  key: string
  title: string
  render: (row: Row) => ReactNode
  /**
   * Where it stands on the card: its heading, the chip above it, a quiet line under it,
   * a "title: value" line (the default), or nowhere.
   */
  card?: 'heading' | 'state' | 'note' | 'line' | 'none'
  /** Whether the server sorts by it, and whether also backwards. */
  sortable?: 'asc' | 'both'
  /** Figures stand right. */
  align?: 'left' | 'right' | 'center'
  /** CSS width in the table. */
  width?: number | string
}

export type Filter = {
  /** The entry of the address, e.g. `state`. */
  key: string
  label: string
  /** What to choose from; without it the filter is a day. */
  options?: { value: string; label: string }[]
  /** What holds while nothing is chosen, where that isn't everything. */
  unset?: string
  /** Asked now and then: behind "Lọc thêm" until it narrows. */
  rare?: true
}

import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

type Props<Item> = {
  items: Item[]
  /** How many are shown at first. */
  first: number
  render: (item: Item) => ReactNode
  className?: string
  /** Said of what is still hidden, e.g. that some of it clashes. */
  hint?: (hidden: Item[]) => ReactNode
}

/** A list that may be long: its beginning, and all of it when asked for. */
export function LongList<Item>({ items, first, render, className, hint }: Props<Item>) {
  const { t } = useTranslation()
  const [whole, setWhole] = useState(false)
  // One more line is no shorter than the button that would hide it.
  const cut = !whole && items.length > first + 1
  const shown = cut ? items.slice(0, first) : items
  return (
    <>
      <ul className={className}>{shown.map(render)}</ul>
      {cut && (
        <Button variant="default" mt={8} fullWidth onClick={() => setWhole(true)} className="no-print">
          {t('list.whole', { count: items.length })}
        </Button>
      )}
      {cut && hint?.(items.slice(first))}
    </>
  )
}

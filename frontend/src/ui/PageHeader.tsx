import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './PageHeader.module.css'

type Props = {
  title: string
  /** A short line above the title: where this belongs, from when to when. */
  meta?: ReactNode
  /** State chips beside the title. */
  state?: ReactNode
  /** The page's one primary action. */
  action?: ReactNode
  /** Quiet further actions, left of the primary one. */
  secondary?: ReactNode
}

/** Heading of a page and title of the document: each page has exactly one. */
export function PageHeader({ title, meta, state, action, secondary }: Props) {
  const { t } = useTranslation()
  return (
    <header className={classes.header}>
      <title>{`${title} · ${t('product')}`}</title>
      <div className={classes.words}>
        {meta && <div className={classes.meta}>{meta}</div>}
        <div className={classes.titleRow}>
          <h1>{title}</h1>
          {state}
        </div>
      </div>
      {(action || secondary) && (
        <div className={`${classes.actions} no-print`}>
          {secondary}
          {action}
        </div>
      )}
    </header>
  )
}

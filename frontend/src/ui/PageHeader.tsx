import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './PageHeader.module.css'

type Props = {
  title: string
  /** Title of the document, where the heading says more than a list of open windows may show. */
  documentTitle?: string
  /** A short line above the title: where this belongs, from when to when. */
  meta?: ReactNode
  /** State chips beside the title. */
  state?: ReactNode
  /** The page's one primary action. */
  action?: ReactNode
  /** Quiet further actions, left of the primary one. */
  secondary?: ReactNode
  /** Rarer actions beside them; on a phone they are folded, so that the page begins above its middle. */
  more?: ReactNode
}

/** Heading of a page and title of the document: each page has exactly one. */
export function PageHeader({ title, documentTitle = title, meta, state, action, secondary, more }: Props) {
  const { t } = useTranslation()
  const [unfolded, setUnfolded] = useState(false)
  return (
    <header className={classes.header}>
      <title>{`${documentTitle} · ${t('product')}`}</title>
      <div className={classes.words}>
        {meta && <div className={classes.meta}>{meta}</div>}
        <div className={classes.titleRow}>
          <h1>{title}</h1>
          {state}
        </div>
      </div>
      {(action || secondary || more) && (
        <div className={`${classes.actions} no-print`}>
          {secondary}
          {more && (
            <>
              <div className={classes.more} data-unfolded={unfolded || undefined}>
                {more}
              </div>
              <Button
                className={classes.toggle}
                variant="default"
                aria-expanded={unfolded}
                onClick={() => setUnfolded(!unfolded)}
              >
                {t('action.other')}
              </Button>
            </>
          )}
          {action}
        </div>
      )}
    </header>
  )
}

import { useTranslation } from 'react-i18next'
import type { LineChange } from '@/client'
import classes from './compare.module.css'
import { wordDiff } from './content/word-diff'

/** A changed line as old and new, each with its own words marked; a new or dropped line as it is. */
export function ChangedText({ change }: { change: LineChange }) {
  const { t } = useTranslation('plans')
  const { old_text: before, new_text: after } = change
  if (before === null || after === null) return <span className={classes.line}>{after ?? before}</span>
  const parts = wordDiff(before, after)
  return (
    <>
      <span className={classes.line} data-side="old">
        <span className={classes.side}>{t('compare.old')}</span>
        {parts.map((part, index) =>
          part.side === 'same' ? part.text : part.side === 'old' && <del key={index}>{part.text}</del>,
        )}
      </span>
      <span className={classes.line} data-side="new">
        <span className={classes.side}>{t('compare.new')}</span>
        {parts.map((part, index) =>
          part.side === 'same' ? part.text : part.side === 'new' && <ins key={index}>{part.text}</ins>,
        )}
      </span>
    </>
  )
}

import { useTranslation } from 'react-i18next'
import { marksOf } from '../content/spans'
import type { Content } from '../content/types'
import { openWarnings, targetOf } from '../content/warnings'
import classes from './review.module.css'

/** What to look at, one line per sort; a line opens into the places it is about. */
export function Warnings({ content, onSelect }: { content: Content; onSelect: (id: string) => void }) {
  const { t, i18n } = useTranslation('plans')
  const folds = openWarnings(content)
  const marks = marksOf(content)
  if (folds.length === 0) return null
  const name = (code: string) =>
    i18n.exists(`plans:warning.${code}`) ? t(`warning.${code}` as 'warning.other') : t('warning.other')
  return (
    <details className={classes.notes} data-tone="warm">
      <summary>
        {t('warning.title', { count: folds.length })}{' '}
        <span>
          {folds
            .map(({ code, warnings }) => `${name(code)}${warnings.length > 1 ? ` (${warnings.length})` : ''}`)
            .join(' · ')}
        </span>
      </summary>
      <ul>
        {folds.map(({ code, warnings }) => (
          <li key={code}>
            <details open={folds.length === 1}>
              <summary>
                {name(code)} {warnings.length > 1 && `(${warnings.length})`}
              </summary>
              <ul>
                {warnings.map((warning, index) => {
                  const target = targetOf(warning, marks)
                  return (
                    <li key={`${warning.item_id} ${index}`}>
                      {warning.detail}{' '}
                      {target && (
                        <button type="button" className={classes.jump} onClick={() => onSelect(target)}>
                          {t('review.jump')}
                        </button>
                      )}
                    </li>
                  )
                })}
              </ul>
            </details>
          </li>
        ))}
      </ul>
    </details>
  )
}

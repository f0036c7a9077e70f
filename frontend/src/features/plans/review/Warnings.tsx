import { useTranslation } from 'react-i18next'
import type { Content } from '../content/types'
import { openWarnings } from '../content/warnings'
import classes from './review.module.css'

/** What to look at, one line per sort; a line opens into the places it is about. */
export function Warnings({ content, onSelect }: { content: Content; onSelect: (id: string) => void }) {
  const { t, i18n } = useTranslation('plans')
  const folds = openWarnings(content)
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
                {warnings.map((warning, index) => (
                  <li key={`${warning.item_id} ${index}`}>
                    {warning.detail}{' '}
                    {warning.item_id && (
                      <button
                        type="button"
                        className={classes.jump}
                        onClick={() => onSelect(warning.item_id as string)}
                      >
                        {t('review.jump')}
                      </button>
                    )}
                  </li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ul>
    </details>
  )
}

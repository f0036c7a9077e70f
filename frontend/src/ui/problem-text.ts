import { useTranslation } from 'react-i18next'
import { isProblem } from '@/lib/api'

/** A sentence for any failure: the server's own where it gave one. */
export function useProblemText(): (error: unknown) => string {
  const { t } = useTranslation()
  return (error) => {
    if (!isProblem(error)) return t('error.body')
    if (error.code === 'offline') return t('error.offline')
    return error.detail || t(error.status >= 500 ? 'error.server' : 'error.body')
  }
}

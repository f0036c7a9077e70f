import { useTranslation } from 'react-i18next'
import { formatInstant } from '@/lib/format'
import { useSession } from '@/lib/session'

/** On paper only: whose list this is and when it was printed. */
export function PrintHeading() {
  const { t } = useTranslation()
  const { ward, units } = useSession()
  return (
    <p className="print-only">
      {[ward?.name, ...units.map((unit) => unit.name)].filter(Boolean).join(' · ')} ·{' '}
      {t('list.printedAt', { at: formatInstant(new Date()) })}
    </p>
  )
}

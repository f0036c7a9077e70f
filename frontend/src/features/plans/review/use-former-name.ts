import { useTranslation } from 'react-i18next'
import { useUnits } from '@/lib/use-units'

/** A unit that can't be given work any more, as a plan still names it: with whoever gets the work in its place. */
export function useFormerName() {
  const { t } = useTranslation('plans')
  const { known } = useUnits()
  return (id: string) => known.find((unit) => unit.value === id)?.label ?? t('assignee.gone')
}

import { useTranslation } from 'react-i18next'
import type { TimeUnit } from '@/client'

/** "5 ngày làm việc". */
export function useAmount(): (count: number, unit: TimeUnit) => string {
  const { t } = useTranslation('deadlines')
  return (count, unit) => t(`amount.${unit}`, { count })
}

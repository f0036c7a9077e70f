import { useTranslation } from 'react-i18next'
import type { BirthKnown } from '@/client'
import { birthTyped } from './birth'

/** "sinh 09/2017", "khoảng 7 tuổi", or nothing. */
export function useBirthText() {
  const { t } = useTranslation('incidents')
  return (birth: BirthKnown | undefined) => {
    const typed = birthTyped(birth)
    if (!typed) return ''
    return birth?.year == null ? t('child.about', { age: typed }) : t('child.born', { birth: typed })
  }
}

import { useTranslation } from 'react-i18next'
import type { Birth } from '@/client'
import { today } from '@/lib/format'
import { textAt } from '@/lib/texts'
import { ageOn, birthText, bornBetween, isVague } from './birth'
import { reasonsText } from './words'

/** Births, ages and reasons in the reader's language. */
export function useChildWords() {
  const { t } = useTranslation('children')
  const written = (birth: Birth) =>
    birth.estimated ? t('birth.about', { birth: birthText(birth) }) : birthText(birth)
  const age = (years: number, vague: boolean) =>
    years === 0 ? t('age.under') : t(vague ? 'age.about' : 'age.years', { count: years })
  return {
    /** "02/09/2017", "khoảng 2015". */
    birth: written,
    /** "02/09/2017 (9 tuổi)", "khoảng 2015 (10 tuổi)". */
    born: (birth: Birth) =>
      `${written(birth)} (${age(ageOn(today(), bornBetween(birth)[1]), isVague(birth) && !birth.estimated)})`,
    /** "9 tuổi", "khoảng 9 tuổi". */
    age: (birth: Birth, on: string = today()) => age(ageOn(on, bornBetween(birth)[1]), isVague(birth)),
    reasons: (reasons: readonly string[]) =>
      reasonsText(reasons, (reason) => textAt(`children:reason.${reason}`, '')),
    subGroup: (group: string, sub: string) => textAt(`children:subGroup.${group}.${sub}`, sub),
  }
}

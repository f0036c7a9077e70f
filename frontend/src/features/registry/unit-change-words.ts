/** A change of units in plain words. */
import { useTranslation } from 'react-i18next'
import type { UnitChangeCreate } from '@/client'
import { formatDate, formatNumber } from '@/lib/format'

/** What may pass, in the order in which it is told. */
const FOLLOWED = [
  'people',
  'pending_roles',
  'assignments',
  'children',
  'pupils',
  'households',
  'plan_drafts',
  'nominations',
  'hazard_sites',
] as const

type Change = Pick<UnitChangeCreate, 'kind' | 'on_day'> & { from: string[]; to: string[] }

export function useUnitChangeWords() {
  const { t, i18n } = useTranslation('registry')
  const list = (words: string[]) => new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(words)
  return {
    /** "Từ 01/07/2026, Khu phố 5 và Khu phố 6 sáp nhập thành Khu phố Hòa Bình." */
    sentence: ({ kind, on_day, from, to }: Change) =>
      t(`change.sentence.${kind}`, { on: formatDate(on_day), from: list(from), to: list(to) }),
    /** "Chuyển theo: 3 việc chưa xong, 2 người và 140 trẻ."; of nothing, that nothing passes. */
    followed: (heir: string, counts: Record<string, number>) => {
      const parts = FOLLOWED.flatMap((code) => {
        const count = counts[code] ?? 0
        return count > 0 ? [t(`change.followed.${code}`, { count, value: formatNumber(count) })] : []
      })
      if (parts.length === 0) return t('change.nothingFollows', { heir })
      return t('change.follows', { heir, parts: list(parts) })
    },
  }
}

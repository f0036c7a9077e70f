import { Suspense, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { BannerItem } from '@/client'
import { formatDateInText } from '@/lib/format'
import { type Mark, WardMap } from '@/ui/map'

/** Overdue: a filled triangle. Up: a filled circle. Down: a hollow square. Worst first. */
const LOOKS = [
  { shape: 'triangle', tone: 'bad' },
  { shape: 'circle', tone: 'brand' },
  { shape: 'square', tone: 'mute' },
] as const

const rankOf = (banner: Pick<BannerItem, 'taken_down_on' | 'overdue'>) =>
  banner.taken_down_on ? 2 : banner.overdue ? 0 : 1

/** Where banners hang. */
export function BannerMap({ items }: { items: BannerItem[] }) {
  const { t } = useTranslation('communications')
  const marks = useMemo(
    () =>
      items.flatMap((banner): Mark[] => {
        const { id, title, latitude, longitude, place } = banner
        if (latitude === null || longitude === null) return []
        const rank = rankOf(banner)
        const state = banner.taken_down_on
          ? t('banner.takenDown', { day: formatDateInText(banner.taken_down_on) })
          : t(banner.overdue ? 'banner.isOverdue' : 'banner.isUp')
        const look = LOOKS[rank] ?? LOOKS[1]
        const words = [place, state].filter(Boolean).join('. ')
        return [{ id, latitude, longitude, rank, ...look, title, words, href: `/communications/${id}` }]
      }),
    [items, t],
  )
  return (
    <Suspense fallback={null}>
      <WardMap label={t('banner.map')} marks={marks} legend={t('banner.legend')} />
    </Suspense>
  )
}

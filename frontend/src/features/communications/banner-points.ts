import type { BannerItem } from '@/client'

/** About a metre: two banners on one pole. */
const SAME_PLACE_DEGREES = 1e-5

/** Worst first. */
const STATES = ['overdue', 'up', 'down'] as const
export type BannerState = (typeof STATES)[number]

export const bannerState = (banner: Pick<BannerItem, 'taken_down_on' | 'overdue'>): BannerState =>
  banner.taken_down_on ? 'down' : banner.overdue ? 'overdue' : 'up'

type Placed = Pick<BannerItem, 'latitude' | 'longitude' | 'taken_down_on' | 'overdue'>
export type BannerPoint<Banner> = {
  latitude: number
  longitude: number
  /** The worst of its banners. */
  state: BannerState
  /** Worst first, else as they came. */
  banners: Banner[]
}

/** Banners by the point where they hang; those without a point are left out. */
export function bannerPoints<Banner extends Placed>(items: Banner[]): BannerPoint<Banner>[] {
  const points: BannerPoint<Banner>[] = []
  for (const banner of items) {
    const { latitude, longitude } = banner
    if (latitude === null || longitude === null) continue
    const near = points.find(
      (point) =>
        Math.abs(point.latitude - latitude) <= SAME_PLACE_DEGREES &&
        Math.abs(point.longitude - longitude) <= SAME_PLACE_DEGREES,
    )
    if (near) near.banners.push(banner)
    else points.push({ latitude, longitude, state: 'down', banners: [banner] })
  }
  const rank = (banner: Banner) => STATES.indexOf(bannerState(banner))
  return points.map((point) => {
    const banners = [...point.banners].sort((one, other) => rank(one) - rank(other))
    return { ...point, banners, state: bannerState(banners[0] as Banner) }
  })
}

import 'leaflet/dist/leaflet.css'
import L from 'leaflet'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { BannerItem } from '@/client'
import { formatDateInText } from '@/lib/format'
import classes from './BannerMap.module.css'
import { type BannerState, bannerPoints } from './banner-points'

/** A quiet grid instead of streets: works without any other server. */
const Plain = L.GridLayer.extend({
  createTile() {
    const tile = L.DomUtil.create('canvas')
    tile.width = 256
    tile.height = 256
    const pen = tile.getContext('2d')
    if (pen) {
      pen.strokeStyle = 'rgba(120, 140, 136, 0.35)'
      pen.strokeRect(0.5, 0.5, 256, 256)
      pen.setLineDash([2, 6])
      pen.strokeRect(128.5, -1, 0, 258)
      pen.strokeRect(-1, 128.5, 258, 0)
    }
    return tile
  },
})

/** Up: a filled circle. Down: a hollow square. Overdue: a filled triangle. Colour only repeats the shape. */
const SHAPES: Record<BannerState, string> = {
  down: '<rect x="3" y="3" width="14" height="14" rx="2" fill="var(--card)" stroke="var(--mute)" stroke-width="3"/>',
  overdue: '<path d="M10 1 19 18H1z" fill="var(--bad)" stroke="var(--card)" stroke-width="1.5"/>',
  up: '<circle cx="10" cy="10" r="8" fill="var(--brand)" stroke="var(--card)" stroke-width="2"/>',
}

function icon(state: BannerState, count: number): L.DivIcon {
  const number = `<text x="10" y="${state === 'overdue' ? 16 : 13}" text-anchor="middle" font-size="8" font-weight="700"
    fill="var(${state === 'down' ? '--ink' : '--card'})">${count}</text>`
  const size = count > 1 ? 34 : 22
  return L.divIcon({
    className: classes.marker ?? '',
    // A finger needs 44 px; the shape in the middle is smaller.
    iconSize: [44, 44],
    popupAnchor: [0, -8],
    html: `<svg width="${size}" height="${size}" viewBox="0 0 20 20" aria-hidden="true">${SHAPES[state]}${count > 1 ? number : ''}</svg>`,
  })
}

type Props = {
  items: BannerItem[]
  /** Where tiles come from, when the ward has a server for them. */
  tileUrl?: string | null
}

export function BannerMap({ items, tileUrl }: Props) {
  const { t } = useTranslation('communications')
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!place.current) return
    const map = L.map(place.current, { scrollWheelZoom: false, maxZoom: 19, zoomControl: false })
    L.control.zoom({ zoomInTitle: t('banner.zoomIn'), zoomOutTitle: t('banner.zoomOut') }).addTo(map)
    map.attributionControl.setPrefix(false)
    ;(tileUrl
      ? L.tileLayer(tileUrl)
      : // Leaflet's types say that `extend` gives any object with the class's own words; it gives a class.
        new (Plain as unknown as new () => L.GridLayer)()
    ).addTo(map)
    const bounds = L.latLngBounds([])
    const told = (banner: BannerItem) => {
      const state = banner.taken_down_on
        ? t('banner.takenDown', { day: formatDateInText(banner.taken_down_on) })
        : t(banner.overdue ? 'banner.isOverdue' : 'banner.isUp')
      return [banner.title, banner.place, state].filter(Boolean).join('. ')
    }
    for (const { latitude, longitude, state, banners } of bannerPoints(items)) {
      const at = L.latLng(latitude, longitude)
      bounds.extend(at)
      const list = document.createElement('ul')
      for (const banner of banners) {
        const line = document.createElement('li')
        line.textContent = told(banner)
        list.append(line)
      }
      const title = banners.map((banner) => banner.title).join('; ')
      L.marker(at, { icon: icon(state, banners.length), title, alt: title })
        // Its own button would be called "Close popup": Escape or a tap beside it closes it.
        .bindPopup(list, { closeButton: false, maxHeight: 220 })
        .addTo(map)
    }
    map.fitBounds(bounds.pad(0.2), { maxZoom: 16 })
    return () => {
      map.remove()
    }
  }, [items, tileUrl, t])
  return (
    <section aria-label={t('banner.map')} className="no-print">
      <div ref={place} className={classes.map} />
      <p className={classes.legend}>{t('banner.legend')}</p>
    </section>
  )
}

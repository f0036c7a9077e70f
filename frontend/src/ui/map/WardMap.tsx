import 'leaflet/dist/leaflet.css'
import { useQuery } from '@tanstack/react-query'
import L from 'leaflet'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Tone } from '../Chip'
import { clusters } from './clusters'
import { layUnder } from './layers'
import { type MarkShape, markSvg } from './marks'
import classes from './WardMap.module.css'
import { wardMapQuery } from './ward-map'

export type Mark = {
  id: string
  latitude: number
  longitude: number
  /** The worst has the lowest: it stands for what it covers. */
  rank: number
  shape: MarkShape
  tone: Tone
  title: string
  /** What its bubble says below the title. */
  words: string
  /** Its own page. */
  href?: string
}
export type Spot = { latitude: number; longitude: number }

type Props = {
  label: string
  marks?: Mark[]
  legend?: ReactNode
  /** The point that is being chosen, and what a tap chooses. */
  picked?: Spot | null
  onPick?: (spot: Spot) => void
}

/** A finger needs 44 px; what is nearer than that is drawn as one. */
const CELL = 46
/** The middle of the country, where nothing is known. */
const NOWHERE: L.LatLngTuple = [16.2, 106.5]
const NONE: Mark[] = []

/** The ward's map with the marks of its records. A list beside it says all that it says. */
export default function WardMap({ label, marks = NONE, legend, picked, onPick }: Props) {
  const { t } = useTranslation()
  const place = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<L.Map | null>(null)
  const ward = useQuery(wardMapQuery)
  const fitted = useRef(false)
  const pick = useRef(onPick)
  pick.current = onPick

  useEffect(() => {
    if (!place.current || ward.isPending) return
    const made = L.map(place.current, {
      scrollWheelZoom: false,
      maxZoom: 19,
      zoomSnap: 0.5,
      zoomControl: false,
    })
    L.control.zoom({ zoomInTitle: t('map.zoomIn'), zoomOutTitle: t('map.zoomOut') }).addTo(made)
    made.attributionControl.setPrefix(false)
    const reach = layUnder(made, ward.data)
    made.on('click', ({ latlng }) => pick.current?.({ latitude: latlng.lat, longitude: latlng.lng }))
    if (reach.isValid()) made.fitBounds(reach.pad(0.02))
    else made.setView(NOWHERE, 6)
    fitted.current = reach.isValid()
    setMap(made)
    return () => {
      setMap(null)
      made.remove()
    }
  }, [ward.isPending, ward.data, t])

  useEffect(() => {
    if (!map) return
    const layer = L.layerGroup().addTo(map)
    const draw = () => {
      layer.clearLayers()
      const seen = map.getBounds().pad(0.1)
      const placed = marks
        .filter((mark) => seen.contains([mark.latitude, mark.longitude]))
        .map((one) => ({ ...map.project([one.latitude, one.longitude]), one }))
      for (const { x, y, ones } of clusters(placed, CELL)) {
        L.marker(map.unproject([x, y]), {
          icon: icon(ones),
          title: titleOf(ones),
          alt: titleOf(ones),
        })
          // Its own button would be called "Close popup": Escape or a tap beside it closes it.
          .bindPopup(() => bubble(ones), { closeButton: false, maxHeight: 240 })
          .addTo(layer)
      }
    }
    if (!fitted.current && marks.length > 0) {
      fitted.current = true
      const bounds = L.latLngBounds(marks.map((mark) => [mark.latitude, mark.longitude]))
      map.fitBounds(bounds.pad(0.2), { maxZoom: 16 })
    }
    draw()
    map.on('moveend', draw)
    return () => {
      map.off('moveend', draw)
      layer.remove()
    }
  }, [map, marks])

  const [latitude, longitude] = [picked?.latitude, picked?.longitude]
  useEffect(() => {
    if (!map || latitude === undefined || longitude === undefined) return
    const at = L.latLng(latitude, longitude)
    const pin = L.marker(at, { icon: pinIcon(), alt: t('map.picked'), keyboard: false }).addTo(map)
    if (!map.getBounds().contains(at)) map.setView(at, Math.max(map.getZoom(), 15))
    return () => {
      pin.remove()
    }
  }, [map, latitude, longitude, t])

  return (
    <section aria-label={label} className="no-print">
      <div ref={place} className={`${classes.map} ${onPick ? classes.picking : ''}`} />
      {legend && <p className={classes.legend}>{legend}</p>}
    </section>
  )
}

const titleOf = (ones: Mark[]) =>
  ones.length > 3 ? `${ones[0]?.title ?? ''} … (${ones.length})` : ones.map(({ title }) => title).join('; ')

function icon(ones: Mark[]): L.DivIcon {
  const worst = ones[0]
  return L.divIcon({
    className: classes.marker ?? '',
    iconSize: [44, 44],
    popupAnchor: [0, -8],
    html: worst ? markSvg(worst.shape, worst.tone, ones.length) : '',
  })
}

const pinIcon = () =>
  L.divIcon({
    className: classes.marker ?? '',
    iconSize: [44, 44],
    html: '<svg width="34" height="34" viewBox="0 0 20 20" aria-hidden="true"><path d="M10 0v20M0 10h20" stroke="var(--bad)" stroke-width="1.6"/><circle cx="10" cy="10" r="6" fill="none" stroke="var(--bad)" stroke-width="2.2"/></svg>',
  })

/** Text nodes alone: what people wrote is never markup. */
function bubble(ones: Mark[]): HTMLElement {
  const list = document.createElement('ul')
  for (const { title, words, href } of ones) {
    const line = document.createElement('li')
    const name = document.createElement(href ? 'a' : 'strong')
    name.textContent = title
    if (href) name.setAttribute('href', href)
    line.append(name, document.createElement('br'), words)
    list.append(line)
  }
  return list
}

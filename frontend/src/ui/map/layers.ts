/** What lies under the marks: the ward's picture, its outline, tiles where there are some, else a quiet grid. */
import L from 'leaflet'
import type { WardMapRead } from '@/client'
import { matrixOf } from './affine'
import classes from './WardMap.module.css'
import { PICTURE } from './ward-map'

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

/** A picture that three corners may turn: Leaflet's own overlay knows north-up ones alone. */
class Picture extends L.Layer {
  private image: HTMLImageElement
  constructor(
    address: string,
    private corners: [L.LatLng, L.LatLng, L.LatLng],
  ) {
    super()
    // Hidden while a zoom is animated: it is laid anew at its end.
    this.image = L.DomUtil.create('img', `leaflet-zoom-hide ${classes.picture}`) as HTMLImageElement
    this.image.alt = ''
    this.image.onload = () => this.lay()
    this.image.src = address
  }
  override onAdd(map: L.Map) {
    map.getPane('tilePane')?.append(this.image)
    map.on('zoomend viewreset', this.lay, this)
    this.lay()
    return this
  }
  override onRemove(map: L.Map) {
    this.image.remove()
    map.off('zoomend viewreset', this.lay, this)
    return this
  }
  private lay() {
    const map = this._map as L.Map | undefined
    const { naturalWidth, naturalHeight } = this.image
    if (!map || !naturalWidth) return
    const [nw, ne, sw] = this.corners.map((corner) => map.latLngToLayerPoint(corner)) as [
      L.Point,
      L.Point,
      L.Point,
    ]
    this.image.style.transform = matrixOf([nw, ne, sw], naturalWidth, naturalHeight)
  }
}

/** Lays all of it; returns where it reaches, nowhere without a map of the ward's own. */
export function layUnder(map: L.Map, ward: WardMapRead | undefined): L.LatLngBounds {
  const reach = L.latLngBounds([])
  // Below the marks: a name must not cover what is dangerous.
  map.createPane('names').style.zIndex = '450'
  if (ward?.tile_url) L.tileLayer(ward.tile_url).addTo(map)
  // Leaflet's types say that `extend` gives any object with the class's own words; it gives a class.
  else new (Plain as unknown as new () => L.GridLayer)().addTo(map)
  if (ward?.picture_id) {
    const corners = ward.corners.map(([latitude, longitude]) => L.latLng(latitude ?? 0, longitude ?? 0))
    for (const corner of corners) reach.extend(corner)
    new Picture(`${PICTURE}?${ward.picture_id}`, corners as [L.LatLng, L.LatLng, L.LatLng]).addTo(map)
  }
  for (const area of ward?.areas ?? []) {
    const shape = L.polygon(area.rings as L.LatLngTuple[][], { className: classes.area, interactive: false })
    reach.extend(shape.getBounds())
    shape
      .bindTooltip(area.name, {
        permanent: true,
        direction: 'center',
        pane: 'names',
        className: classes.name,
      })
      .addTo(map)
  }
  L.control.scale({ imperial: false }).addTo(map)
  return reach
}

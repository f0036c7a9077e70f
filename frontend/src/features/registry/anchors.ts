/** Three spots of a picture and what each is on the ground. */
export type Anchor = { x: number; y: number; latitude: string; longitude: string }

export const NEEDED = 3

const numberOf = (text: string) => Number(text.trim().replace(',', '.') || Number.NaN)

export const placed = ({ x, y, latitude, longitude }: Anchor) => ({
  x,
  y,
  latitude: numberOf(latitude),
  longitude: numberOf(longitude),
})

export const isWhole = (one: Anchor) =>
  Math.abs(numberOf(one.latitude)) <= 90 && Math.abs(numberOf(one.longitude)) <= 180

/** As maps on a phone copy a place, both numbers at once: `10.7769, 106.7009`. */
export function pairOf(text: string): Pick<Anchor, 'latitude' | 'longitude'> | undefined {
  const found = /^\s*(-?\d{1,2}\.\d+)\s*[,;\s]\s*(-?\d{1,3}\.\d+)\s*$/.exec(text)
  return found ? { latitude: found[1] ?? '', longitude: found[2] ?? '' } : undefined
}

const FLAT = 0.02

/** Whether three spots lie so on one line, or on each other, that they tie down no picture: in it, or on the ground. */
export function areFlat(anchors: Anchor[]): boolean {
  const spots = anchors.map(placed)
  return [
    spots.map(({ x, y }) => [x, y] as const),
    spots.map(({ latitude, longitude }) => [longitude, latitude] as const),
  ].some(isFlat)
}

function isFlat(spots: (readonly [number, number])[]): boolean {
  const [a = [0, 0], b = [0, 0], c = [0, 0]] = spots
  const area = Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]))
  const longest = Math.max(...[a, b, c].map((one, at) => distance(one, [a, b, c][(at + 1) % 3] ?? a)))
  // The height of the triangle over its longest side, as a share of that side.
  return longest === 0 || area / longest ** 2 < FLAT
}

const distance = (one: readonly [number, number], other: readonly [number, number]) =>
  Math.hypot(one[0] - other[0], one[1] - other[1])

/** A picture laid on the ground by three of its corners, turned and stretched as they say. */
type Spot = { x: number; y: number }

/** CSS's matrix() for a picture of this size whose north-west, north-east and south-west come to lie there, in pixels. */
export function matrixOf([nw, ne, sw]: readonly [Spot, Spot, Spot], width: number, height: number): string {
  const parts = [
    (ne.x - nw.x) / width,
    (ne.y - nw.y) / width,
    (sw.x - nw.x) / height,
    (sw.y - nw.y) / height,
    nw.x,
    nw.y,
  ]
  return `matrix(${parts.map((part) => Number(part.toFixed(6))).join(', ')})`
}

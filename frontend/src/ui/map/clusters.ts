/** Marks that would cover each other are drawn as one, so that two thousand of them are a few dozen on the screen. */

export type Placed<One> = { x: number; y: number; one: One }
export type Cluster<One> = { x: number; y: number; ones: One[] }

/**
 * Marks by squares of `cell` pixels; each cluster stands in the middle of its marks. Those with the lowest `rank`, the
 * worst, come first; of the same rank they stay as they came.
 */
export function clusters<One extends { rank: number }>(placed: Placed<One>[], cell: number): Cluster<One>[] {
  const cells = new Map<string, Placed<One>[]>()
  for (const mark of placed) {
    const key = `${Math.floor(mark.x / cell)} ${Math.floor(mark.y / cell)}`
    const there = cells.get(key)
    if (there) there.push(mark)
    else cells.set(key, [mark])
  }
  const middle = (marks: Placed<One>[], axis: 'x' | 'y') =>
    marks.reduce((sum, mark) => sum + mark[axis], 0) / marks.length
  return [...cells.values()].map((marks) => ({
    x: middle(marks, 'x'),
    y: middle(marks, 'y'),
    ones: marks.map(({ one }) => one).sort((one, other) => one.rank - other.rank),
  }))
}

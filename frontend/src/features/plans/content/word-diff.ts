export type Part = { side: 'same' | 'old' | 'new'; text: string }

/** Above this many pairs of words the middle is shown as replaced as a whole, so that no line can hang the page. */
const MOST_PAIRS = 1_000_000

/** The words two texts share and those that only one has, in reading order (longest common subsequence). */
export function wordDiff(before: string, after: string): Part[] {
  const [a, b] = [before.match(/\S+\s*/g) ?? [], after.match(/\S+\s*/g) ?? []]
  const same = (x: string | undefined, y: string | undefined) => x?.trim() === y?.trim()
  let start = 0
  while (start < a.length && start < b.length && same(a[start], b[start])) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && same(a.at(-1 - end), b.at(-1 - end))) end++
  const [midA, midB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]

  const parts: Part[] = []
  const push = (side: Part['side'], words: string[]) => {
    const last = parts.at(-1)
    const text = words.join('')
    if (!text) return
    if (last?.side === side) last.text += text
    else parts.push({ side, text })
  }
  push('same', b.slice(0, start))
  if (midA.length * midB.length > MOST_PAIRS) {
    push('old', midA)
    push('new', midB)
  } else {
    const width = midB.length + 1
    const longest = new Uint16Array((midA.length + 1) * width)
    const at = (i: number, j: number) => longest[i * width + j] ?? 0
    for (let i = midA.length - 1; i >= 0; i--)
      for (let j = midB.length - 1; j >= 0; j--)
        longest[i * width + j] = same(midA[i], midB[j])
          ? at(i + 1, j + 1) + 1
          : Math.max(at(i + 1, j), at(i, j + 1))
    let [i, j] = [0, 0]
    while (i < midA.length || j < midB.length) {
      if (i < midA.length && j < midB.length && same(midA[i], midB[j])) {
        push('same', [midB[j] as string])
        i++
        j++
      } else if (i < midA.length && (j === midB.length || at(i + 1, j) >= at(i, j + 1)))
        push('old', [midA[i++] as string])
      else push('new', [midB[j++] as string])
    }
  }
  push('same', b.slice(b.length - end))
  return parts
}

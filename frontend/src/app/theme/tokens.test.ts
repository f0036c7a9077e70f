import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync('src/app/theme/tokens.css', 'utf8')

function tokens(block: string): Record<string, string> {
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]+)/g)].map((m) => [m[1], m[2]]))
}
const [light = '', dark = ''] = css.split(':root[')

/** Relative luminance (WCAG 2.2) of #rgb or #rrggbb. */
function luminance(hex: string): number {
  const full = hex.length === 4 ? hex.slice(1).replace(/./g, '$&$&') : hex.slice(1)
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(full.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
function contrast(one: string, other: string): number {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (bright + 0.05) / (dim + 0.05)
}

const TEXT_ON: [string, string[]][] = [
  ['ink', ['bg', 'card', 'sunken', 'hover', 'brand-soft']],
  ['mute', ['bg', 'card', 'sunken', 'hover']],
  ['brand', ['bg', 'card', 'brand-soft', 'hover']],
  ['on-brand', ['brand', 'brand-hover', 'bad']],
  ['on-band', ['band']],
  ['on-band-mute', ['band']],
  ['warm', ['card', 'bg', 'warm-soft']],
  ['bad', ['card', 'bg', 'bad-soft']],
  ['ok', ['card', 'bg', 'ok-soft']],
  ['info', ['card', 'bg', 'info-soft']],
]

describe.each([
  ['light', tokens(light)],
  ['dark', { ...tokens(light), ...tokens(dark) }],
])('%s', (_, token) => {
  it.each(TEXT_ON.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground])))(
    '%s on %s can be read (4.5 : 1)',
    (text, ground) =>
      expect(
        contrast(token[text as string] ?? '#000', token[ground as string] ?? '#000'),
      ).toBeGreaterThanOrEqual(4.5),
  )

  it('draws the edges of fields so that they are seen (3 : 1)', () => {
    expect(contrast(token['line-strong'] ?? '#000', token.card ?? '#000')).toBeGreaterThanOrEqual(3)
  })
})

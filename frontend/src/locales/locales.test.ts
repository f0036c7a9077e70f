import { describe, expect, it } from 'vitest'

const files = import.meta.glob<{ default: object }>('./*/*.json', { eager: true })

/** All keys with dots; plural endings cut off, for languages have different numbers of them. */
function keysOf(texts: object, above = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'object'
      ? keysOf(value, `${above}${key}.`)
      : [`${above}${key.replace(/_(one|other)$/, '')}`],
  )
}
const keysIn = (path: string) => new Set(keysOf(files[path]?.default ?? {}))
const placeholders = (text: string) => (text.match(/{{\w+}}/g) ?? []).sort()

const namespaces = [...new Set(Object.keys(files).map((path) => path.split('/').at(-1) as string))]

describe.each(namespaces)('%s', (name) => {
  it('has the same keys in Vietnamese and English', () => {
    expect([...keysIn(`./en/${name}`)].sort()).toEqual([...keysIn(`./vi/${name}`)].sort())
  })

  it('has no empty text', () => {
    const empty = (texts: object): boolean =>
      Object.values(texts).some((value) => (typeof value === 'object' ? empty(value) : value.trim() === ''))
    expect(empty(files[`./vi/${name}`]?.default ?? { missing: '' })).toBe(false)
    expect(empty(files[`./en/${name}`]?.default ?? { missing: '' })).toBe(false)
  })

  it('fills in the same values in both languages', () => {
    const flat = (texts: object, above = ''): [string, string][] =>
      Object.entries(texts).flatMap(([key, value]): [string, string][] =>
        typeof value === 'object' ? flat(value, `${above}${key}.`) : [[`${above}${key}`, value]],
      )
    const english = new Map(flat(files[`./en/${name}`]?.default ?? {}))
    for (const [key, text] of flat(files[`./vi/${name}`]?.default ?? {}))
      expect([key, placeholders(english.get(key) ?? '')]).toEqual([key, placeholders(text)])
  })
})

import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import type { Context } from '@/ui/contexts'
import { contexts } from './contexts'
import { createAppRouter } from './router'

/** Read, not imported: the pages are also built where only this folder is. */
const docs = (path: string) => JSON.parse(readFileSync(resolve('../docs', path), 'utf8'))
const { kinds, notices }: { kinds: string[]; notices: string[] } = docs('audit-kinds.json')
const document: {
  paths: Record<string, object>
  components: { schemas: Record<string, { enum?: string[] }> }
} = docs('openapi/api.json')

/** As the list is read, not as it is written. */
const list: readonly Context[] = contexts

type Texts = { [key: string]: string | Texts }
const files = import.meta.glob<Texts>('../locales/*/*.json', { eager: true, import: 'default' })

/** The text under a key, in one language. */
function textOf(language: string, namespace: string, key: string): unknown {
  let found: unknown = files[`../locales/${language}/${namespace}.json`]
  for (const part of key.split('.')) found = (found as Texts | undefined)?.[part]
  return found
}
const LANGUAGES = ['vi', 'en']

/** Which texts are missing, each with its file. */
const missing = (namespace: string, key: string) =>
  LANGUAGES.filter((language) => !isText(textOf(language, namespace, key))).map(
    (language) => `locales/${language}/${namespace}.json lacks ${key}`,
  )
const isText = (found: unknown) => typeof found === 'string'

const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../client/**', '!../**/*.test.*'], {
  eager: true,
  query: '?raw',
  import: 'default',
})

// Where a context leaves out `event.*`, the history of a record falls back on these sentences.
describe('every audit event of the back end has a sentence', () => {
  it.each(kinds)('%s', (kind) => {
    const word = kind.split('.')[0] ?? ''
    const names = list.filter((context) => context.audit?.includes(word)).map((context) => context.name)
    expect(names, `one context of app/contexts.ts says ${word} in its \`audit\``).toHaveLength(1)
    expect(missing(names[0] ?? '', `auditEvent.${kind}`)).toEqual([])
    expect(missing(names[0] ?? '', `auditGroup.${word}`)).toEqual([])
  })
})

describe('every notice of the back end has a sentence', () => {
  it.each(notices)('%s', (words) => expect(missing('notices', `words.${words}`)).toEqual([]))
})

const STATES = Object.entries(document.components.schemas).flatMap(([name, schema]) =>
  name.endsWith('State') ? (schema.enum ?? []).map((state) => [name, state] as const) : [],
)

describe('every state of a record has a word and a look', () => {
  it.each(STATES)('%s %s', (_, state) => {
    expect(missing('common', `state.${state}`)).toEqual([])
    const looks = list.flatMap((context) => (context.states?.[state] ? [context.states[state]] : []))
    expect(
      looks.length,
      `a context of app/contexts.ts gives ${state} a look in its \`states\``,
    ).toBeGreaterThan(0)
    expect(new Set(looks.map(String)).size, 'one word looks the same in every context').toBe(1)
  })
})

/** Keys of what is said when a verb is done: `done: 'saved'`, `done: (gift) => (gift.big ? 'grand' : 'saved')`. */
const DONE = Object.entries(sources).flatMap(([path, source]) => {
  const name = path.match(/features\/(\w+)\//)?.[1] ?? ''
  const said = [...source.matchAll(/\bdone: (?:'(\w+)'|\([^)]*\) =>\s([^\n]*))/g)]
  return said
    .flatMap(([, key, chosen = '']) =>
      key ? [key] : [...chosen.matchAll(/[?:] '(\w+)'/g)].map((found) => found[1]),
    )
    .map((key) => [name, key ?? ''] as const)
})

describe('every verb says that it is done', () => {
  it('the pages have verbs', () => expect(DONE.length).toBeGreaterThan(30))
  it.each(DONE)('%s %s', (name, key) => {
    const shared = missing('common', `record.done.${key}`)
    // The kit's own verbs have no texts but those that all records share.
    expect(shared.length === 0 || !name ? shared : missing(name, `done.${key}`)).toEqual([])
  })
})

describe('every record with a page is called by its kind where it proves an assignment', () => {
  const proofs = list
    .flatMap(({ name, pages }) => Object.keys(pages ?? {}).map((kind) => [name, kind] as const))
    .filter(([, kind]) => kind !== 'assignment')
  it.each(proofs)('%s %s', (name, kind) => expect(missing(name, `recordKind.${kind}`)).toEqual([]))
})

describe('every form of a record that proves an assignment has its page and its name', () => {
  const forms = list.flatMap(({ name, proofs = [] }) => proofs.map((proof) => [name, proof] as const))
  const { routesByPath } = createAppRouter(new QueryClient())
  it('there are forms', () => expect(forms.length).toBeGreaterThan(1))
  it.each(forms)('%s', (name, { kind, to }) => {
    expect(routesByPath).toHaveProperty([to])
    expect(missing(name, `recordNew.${kind}`)).toEqual([])
  })
})

type Listed = { key: string; address: string; filters: Record<string, string> }
const records = Object.entries(
  import.meta.glob<Record<string, Partial<Listed>>>('../features/*/record.ts', { eager: true }),
).flatMap(([path, file]) =>
  Object.values(file).flatMap((one) =>
    one.key && one.filters ? [[path.slice(3), one as Listed] as const] : [],
  ),
)

describe("a record's list shows what its address asks for", () => {
  const { routesByPath } = createAppRouter(new QueryClient())
  const pages = routesByPath as Record<string, { options: { validateSearch?: unknown } } | undefined>
  it('there are records', () => expect(records.length).toBeGreaterThan(3))
  it.each(records)('%s', (path, { key, address, filters }) => {
    // What is listed on the page of another record has no filters of its own.
    if (Object.keys(filters).length === 0) return
    const own = address.replace('/api/v1', '')
    const kind = Object.values(list.find(({ name }) => name === key)?.pages ?? {})[0]
    const page = pages[own] ? own : (kind?.replace(/\/\$\w+$/, '') ?? '')
    const keeps = pages[page]?.options.validateSearch as (search: object) => object
    const lost = Object.keys(filters).filter((name) => !(name in keeps({ [name]: 'one' })))
    expect(lost, `\`search: namesOf(FILTERS)\` of ${page} in features/${key}/routes.ts`).toEqual([])
    // The figures open the rows that they counted.
    if (!list.some(({ figures }) => figures?.includes(key))) return
    const asked = ['unit_id', 'place_unit_id', 'from_on', 'to_on']
    const unnamed = asked.filter((name) => !(name in filters))
    expect(unnamed, `FILTERS of ${path}: the figures link to the list with them`).toEqual([])
  })
})

/** Refusals with the sentence that the server gives with them. */
const PROBLEMS = new Map(
  Object.values(document.paths)
    .flatMap((path) => Object.values(path) as { responses?: object }[])
    .flatMap((operation) => Object.values(operation.responses ?? {}) as { content?: object }[])
    .flatMap((response) => Object.values(response.content ?? {}) as { examples?: object }[])
    .flatMap((content) => Object.values(content.examples ?? {}) as { value: Texts }[])
    .filter(({ value }) => value?.code)
    .map(({ value }) => [String(value.code), String(value.detail ?? '')]),
)

describe('every refusal is said in Vietnamese', () => {
  it('the document has them', () => expect(PROBLEMS.size).toBeGreaterThan(50))
  // The page shows the server's sentence; a code without one would be shown as the general sentence.
  it.each([...PROBLEMS])('%s', (_, detail) => expect(detail).toMatch(/[ạ-ỹăâđêôơưàáãèéìíòóõùúý]/i))

  it('no page waits for a refusal that the server no longer gives', () => {
    const waited = Object.values(sources).flatMap((source) =>
      [...source.matchAll(/isProblem\(\w+, '(\w+)'\)/g)].map((found) => found[1] ?? ''),
    )
    const own = ['offline', 'unreadable']
    expect(waited.filter((code) => !own.includes(code) && !PROBLEMS.has(code))).toEqual([])
  })
})

it('every page of a record exists', () => {
  const { routesByPath } = createAppRouter(new QueryClient())
  const paths = list.flatMap((context) => Object.values(context.pages ?? {}))
  expect(paths.filter((path) => !(path in routesByPath))).toEqual([])
})

it('every context has its texts in both languages', () => {
  for (const { name } of list)
    for (const language of LANGUAGES)
      expect(files[`../locales/${language}/${name}.json`], `${language}/${name}.json`).toBeDefined()
})

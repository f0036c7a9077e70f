import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import type { Context } from '@/ui/contexts'
import { contexts } from './contexts'
import { createAppRouter } from './router'

/** Read, not imported: the pages are also built where only this folder is. */
const docs = (path: string) => JSON.parse(readFileSync(resolve('../docs', path), 'utf8'))
const { kinds }: { kinds: string[] } = docs('audit-kinds.json')
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

describe('every audit event of the back end has a sentence', () => {
  it.each(kinds)('%s', (kind) => {
    const word = kind.split('.')[0] ?? ''
    const names = list.filter((context) => context.audit?.includes(word)).map((context) => context.name)
    expect(names, `one context of app/contexts.ts says ${word}`).toHaveLength(1)
    for (const language of LANGUAGES) {
      expect(textOf(language, names[0] ?? '', `auditEvent.${kind}`)).toEqual(expect.any(String))
      expect(textOf(language, names[0] ?? '', `auditGroup.${word}`)).toEqual(expect.any(String))
    }
  })
})

const STATES = Object.entries(document.components.schemas).flatMap(([name, schema]) =>
  name.endsWith('State') ? (schema.enum ?? []).map((state) => [name, state] as const) : [],
)

describe('every state of a record has a word and a look', () => {
  it.each(STATES)('%s %s', (_, state) => {
    for (const language of LANGUAGES)
      expect(textOf(language, 'common', `state.${state}`)).toEqual(expect.any(String))
    const looks = list.flatMap((context) => (context.states?.[state] ? [context.states[state]] : []))
    expect(looks.length).toBeGreaterThan(0)
    expect(new Set(looks.map(String)).size, 'one word looks the same in every context').toBe(1)
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
    const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../client/**', '!../**/*.test.*'], {
      eager: true,
      query: '?raw',
      import: 'default',
    })
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

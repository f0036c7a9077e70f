/** Inputs over plain values that lie one in another, by paths with dots: `children.0.birth.year`. */

import type { BirthKnown } from '@/client'
import type { FormFault } from '@/ui/FormErrors'
import { idOf } from '@/ui/use-faults'

type Holder = Record<string, unknown>

export const valueAt = (values: object, path: string): unknown =>
  path.split('.').reduce<unknown>((found, part) => (found as Holder | undefined)?.[part], values)

/** The same values with another one at this path; what isn't on the way stays the same object. */
export function withValue<Values extends object>(values: Values, path: string, value: unknown): Values {
  const [first = '', ...rest] = path.split('.')
  const old = (values as Holder)[first]
  const inner = rest.length > 0 ? withValue((old ?? {}) as object, rest.join('.'), value) : value
  if (Array.isArray(values)) return values.map((one, at) => (at === Number(first) ? inner : one)) as never
  return { ...values, [first]: inner }
}

/** What an input hands out: an event of the browser, or the value itself. */
function typedIn(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || !('currentTarget' in given)) return given
  const input = given.currentTarget as HTMLInputElement
  return input.type === 'checkbox' ? input.checked : input.value
}

export function fieldsOf<Values extends object>(
  form: string,
  values: Values,
  change: (values: Values) => void,
  faults: FormFault[] = [],
) {
  const common = (path: string) => ({
    id: idOf(form, path),
    error: faults.find(({ field }) => field === path)?.message,
    onChange: (given: unknown) => change(withValue(values, path, typedIn(given))),
  })
  return {
    set: (path: string, value: unknown) => change(withValue(values, path, value)),
    text: (path: string) => ({ ...common(path), value: String(valueAt(values, path) ?? '') }),
    /** Of what may be nothing: a day, a moment, a choice. */
    maybe: (path: string) => ({ ...common(path), value: (valueAt(values, path) as string | null) ?? null }),
    birth: (path: string) => ({ ...common(path), value: valueAt(values, path) as BirthKnown | undefined }),
    number: (path: string) => ({ ...common(path), value: Number(valueAt(values, path) ?? 0) }),
    check: (path: string) => ({ ...common(path), checked: valueAt(values, path) === true }),
  }
}

export type Fields = ReturnType<typeof fieldsOf>

/** Refusals of the server (RFC 9457 problem details) and failures on the way, as one typed error. */

/** No room for a file: as definite as a refusal, asking again makes no room. */
const FULL = 507

/** One wrong field: `field` is its path with dots, `detail` a sentence to show beside it. */
export type FieldProblem = { field: string; code: string; detail: string }

/** Codes for what the server could not tell us itself. */
export const OFFLINE = 'offline'
export const UNREADABLE = 'unreadable'

/**
 * What went wrong with a request. Branch on `code` or `status`, never on `detail`.
 *
 * `status` is 0 when no answer came (`code` is then `offline`).
 * `extra` keeps the further members of the problem, e.g. `retry_after` (seconds) of `too_many_requests`.
 */
export class ApiProblem extends Error {
  override name = 'ApiProblem'

  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly errors: FieldProblem[] = [],
    readonly extra: Record<string, unknown> = {},
  ) {
    super(`${status} ${code}: ${detail}`)
  }

  /** True when the server never gave a definite answer: the same request may be sent again with its key. */
  get unanswered(): boolean {
    return this.status === 0 || (this.status >= 500 && this.status !== FULL)
  }
}

/** Narrows to `ApiProblem`; with `code`, only that one. */
export function isProblem(error: unknown): error is ApiProblem
export function isProblem<Code extends string>(
  error: unknown,
  code: Code,
): error is ApiProblem & { code: Code }
export function isProblem(error: unknown, code?: string): boolean {
  return error instanceof ApiProblem && (code === undefined || error.code === code)
}

/** Reads a refused response; a body that is no problem document (a proxy's page) becomes `unreadable`. */
export async function problemFrom(response: Response): Promise<ApiProblem> {
  const isJson = response.headers.get('content-type')?.includes('json')
  const body: unknown = isJson ? await response.json().catch(() => null) : null
  return problemFromBody(response.status, body)
}

export function problemFromBody(status: number, body: unknown): ApiProblem {
  if (typeof body !== 'object' || body === null || !('code' in body))
    return new ApiProblem(status, UNREADABLE, '')
  const {
    type: _type,
    title,
    status: _status,
    code,
    detail,
    errors,
    ...extra
  } = body as Record<string, unknown>
  return new ApiProblem(
    status,
    String(code),
    String(detail ?? title ?? ''),
    Array.isArray(errors) ? (errors as FieldProblem[]) : [],
    extra,
  )
}

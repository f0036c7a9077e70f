/** The one way to the server: own cookies, the CSRF mark on changes, refusals thrown as `ApiProblem`. */
import { ApiProblem, OFFLINE, problemFrom } from './problem'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Drop-in for `fetch` that never resolves to a refused response. An abort passes through as it is. */
export const apiFetch: typeof fetch = async (input, init) => {
  const address = typeof input === 'string' ? new URL(input, location.origin) : input
  const request = new Request(address, { ...init, credentials: 'same-origin' })
  if (!SAFE.has(request.method)) request.headers.set('X-CSRF', '1')
  let response: Response
  try {
    response = await fetch(request)
  } catch (error) {
    if (request.signal.aborted) throw error
    throw new ApiProblem(0, OFFLINE, '')
  }
  if (!response.ok) throw await problemFrom(response)
  return response
}

/** The record version a change was made on: the server refuses (412) when someone was faster. */
export const ifMatch = (record: { version: number }) => ({ 'If-Match': `"${record.version}"` })

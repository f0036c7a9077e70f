/** Files that the server makes, for the browser to save. */
import type { JobRead } from '@/client'
import { apiFetch, isProblem } from './api'

/** Hands the bytes to the browser under this name. */
export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

/** The name that the server gave: `attachment; filename*=UTF-8''tre-em.xlsx`. */
export function nameOf(response: Response): string {
  const said = response.headers.get('content-disposition')?.split("''")[1] ?? ''
  return decodeURIComponent(said) || 'tep'
}

/**
 * The file at this address, saved; undefined then. A long one is made as a job, which is the answer.
 */
export async function saveOrAsk(
  href: string,
  headers: { 'Idempotency-Key': string },
): Promise<JobRead | undefined> {
  try {
    const response = await apiFetch(href)
    saveBlob(await response.blob(), nameOf(response))
  } catch (error) {
    if (!isProblem(error, 'made_as_job')) throw error
    const reply = await apiFetch(href, { method: 'POST', headers })
    return reply.json() as Promise<JobRead>
  }
}

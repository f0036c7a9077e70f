/** The person's own sheet with what to correct in each row, for the browser to save. */
import { apiFetch } from '@/lib/api'

/** `url` answers with the marked file; `fields` are those that the sheet was tried with; `suffix` ends the name of the file. */
export async function saveMarked(
  url: string,
  file: File,
  fields: Record<string, string> = {},
  suffix = 'can-sua',
): Promise<void> {
  const form = new FormData()
  form.append('file', file)
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  const reply = await apiFetch(url, { method: 'POST', body: form })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await reply.blob())
  link.download = `${file.name.replace(/\.xlsx$/i, '')}-${suffix}.xlsx`
  link.click()
  URL.revokeObjectURL(link.href)
}

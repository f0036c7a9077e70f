/** The person's own sheet with what to correct in each row, for the browser to save. */
import { apiFetch } from '@/lib/api'
import { saveBlob } from '@/lib/save-file'

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
  saveBlob(await reply.blob(), `${file.name.replace(/\.xlsx$/i, '')}-${suffix}.xlsx`)
}

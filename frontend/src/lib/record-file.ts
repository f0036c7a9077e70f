import { type AttemptHeaders, sendInParts, unwrap } from './api'
import { reducedPhoto } from './reduced-photo'

/** What a record takes as proof, as of `<input accept>`; the server decides by content. */
export const SCANS = 'image/jpeg,image/png,image/webp,application/pdf'
export const PAPERS = `${SCANS},.docx,.xlsx`

/** Bytes. */
export const FILE_LIMIT = 25 * 1024 * 1024

/** The verb by which a record takes what was sent. */
export type Attach<Read> = (
  upload_id: string,
  attempt: { headers: AttemptHeaders; signal: AbortSignal },
) => Promise<{ data: Read }>

/** Sends a file to its record; a large photo is made smaller first, unless it is to stay `whole`. */
export async function sendToRecord<Read>(
  file: File,
  options: Parameters<typeof sendInParts>[1],
  attach: Attach<Read>,
  whole = false,
): Promise<Read> {
  return sendInParts(whole ? file : await reducedPhoto(file), options, (upload, headers, signal) =>
    attach(upload.id, { headers, signal }).then(unwrap),
  )
}

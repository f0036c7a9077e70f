/** What a record takes as proof, as of `<input accept>`; the server decides by content. */
export const SCANS = 'image/jpeg,image/png,image/webp,application/pdf'
export const PAPERS = `${SCANS},.docx,.xlsx`

/** Bytes. */
export const FILE_LIMIT = 25 * 1024 * 1024

/** Sending one file with progress, which `fetch` still can't report. */
import { ApiProblem, OFFLINE, problemFromBody } from './problem'

export type UploadOptions = {
  /** Share sent, 0 to 1. */
  onProgress?: (share: number) => void
  headers?: Record<string, string>
  signal?: AbortSignal
  /** Further fields of the form. */
  fields?: Record<string, string>
}

/** POSTs `file` as the form field `file`; resolves to the parsed answer, rejects with `ApiProblem`. */
export function uploadFile<Result>(url: string, file: File, options: UploadOptions = {}): Promise<Result> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.responseType = 'json'
    request.setRequestHeader('X-CSRF', '1')
    for (const [name, value] of Object.entries(options.headers ?? {})) request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) options.onProgress?.(event.loaded / event.total)
    }
    request.onerror = () => reject(new ApiProblem(0, OFFLINE, ''))
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'))
    request.onload = () => {
      if (request.status < 400) resolve(request.response as Result)
      else reject(problemFromBody(request.status, request.response))
    }
    options.signal?.addEventListener('abort', () => request.abort())
    const form = new FormData()
    for (const [name, value] of Object.entries(options.fields ?? {})) form.append(name, value)
    form.append('file', file)
    request.send(form)
  })
}

/** The sign-in name that the server will make of what is typed: with the ward's code at its end. */
export function wardLogin(typed: string, code: string | undefined): string {
  const login = typed.normalize('NFC').trim().toLowerCase()
  if (!login || !code) return login
  const end = `.${code}`
  return login.endsWith(end) && login !== end ? login : login + end
}

/** How dates, money and numbers are written, whatever the browser's own language and zone. */
const ZONE = 'Asia/Ho_Chi_Minh'
const DAY_MS = 86_400_000

const isoDay = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, dateStyle: 'short' })
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, timeStyle: 'short' })
const plain = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 })

/** Today's date in Vietnam as ISO, `2024-06-01`. */
export const today = (now: Date = new Date()): string => isoDay.format(now)

/** `2024-07-09` → `09/07/2024`. */
export function formatDate(iso: string): string {
  const [year, month, day] = iso.split('-')
  return `${day}/${month}/${year}`
}

/** `2024-07-09` → `9/7/2024`: the way a date is written inside a sentence. */
export function formatDateInText(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number)
  return `${day}/${month}/${year}`
}

/** An instant → `09/07/2024 08:15` in Vietnam. */
export function formatInstant(instant: string | Date): string {
  const at = new Date(instant)
  return `${formatDate(isoDay.format(at))} ${clock.format(at)}`
}

/** 1234567 → `1.234.567`. */
export const formatNumber = (value: number): string => plain.format(value)

/** Whole đồng: 1234567 → `1.234.567 đ` (with a space that does not break). */
export const formatMoney = (dong: number): string => `${plain.format(dong)}\u00a0đ`

/** 0.756 → `76%`. */
export const formatShare = (share: number): string => `${plain.format(Math.round(share * 100))}%`

/** 1536000 bytes → `1,5 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1e6) return `${plain.format(Math.max(1, Math.round(bytes / 1e3)))} kB`
  return `${plain.format(Math.round(bytes / 1e5) / 10)} MB`
}

/** Whole days from one ISO date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
}

/** `9/7/2024`, `09-07-2024`, `09072024` or `9/7` (this year) → ISO, or null when no such day exists. */
export function parseDate(typed: string, year: string = today().slice(0, 4)): string | null {
  const match =
    /^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}))?$/.exec(typed.trim()) ??
    /^(\d{2})(\d{2})(\d{4})$/.exec(typed.trim())
  if (!match) return null
  const iso = `${match[3] ?? year}-${match[2]?.padStart(2, '0')}-${match[1]?.padStart(2, '0')}`
  const at = new Date(`${iso}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== iso ? null : iso
}

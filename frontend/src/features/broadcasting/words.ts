/** Small decisions about scripts; pure, so that they can be tested. */

/** The server refuses a longer script. */
export const MAX_SCRIPT = 20_000

export const countWords = (text: string): number => text.trim().split(/\s+/).filter(Boolean).length

/** `2:05` for 312 words at 150 a minute. */
export function readingTime(words: number, perMinute: number): string {
  const seconds = Math.ceil((words * 60) / perMinute)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

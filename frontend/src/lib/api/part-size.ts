/** How much of a file goes in one part: little on a slow line, so that a break costs little. */

export const SMALLEST = 64 * 1024
/** What a part should take; a line that carries more in that time gets larger parts. */
const GOOD_MS = 2000

export class PartSize {
  private bytes = SMALLEST

  /** Bytes of the next part, at most what the server takes. */
  next(largest: number): number {
    return Math.min(this.bytes, largest)
  }

  /** A part of `bytes` took `ms`. */
  arrived(bytes: number, ms: number): void {
    const fitting = (bytes / Math.max(ms, 1)) * GOOD_MS
    // At most twice as much at a time: one quick part is no quick line.
    this.bytes = Math.max(SMALLEST, Math.min(fitting, this.bytes * 2))
  }

  /** The line broke. */
  broke(): void {
    this.bytes = SMALLEST
  }
}

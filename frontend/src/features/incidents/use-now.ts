import { useEffect, useState } from 'react'

const LOOK_MS = 30_000

/** This moment, looked at anew twice a minute: a countdown asks nobody but the clock. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), LOOK_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}

import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormFault } from '@/ui/FormErrors'

/** Seconds until another try is allowed, and the sentence about it for the person. */
export function useCountdown() {
  const { t } = useTranslation('identity')
  const [total, setTotal] = useState(0)
  const [seconds, setSeconds] = useState(0)

  useEffect(() => {
    if (seconds <= 0) return
    const timer = setTimeout(() => setSeconds(seconds - 1), 1000)
    return () => clearTimeout(timer)
  }, [seconds])

  // The same array as long as the sentence is the same, so that it takes the focus only once.
  const announced = useMemo<FormFault[]>(() => [{ message: t('signIn.wait', { count: total }) }], [t, total])

  return {
    seconds,
    announced,
    start: (wait: number) => {
      setTotal(wait)
      setSeconds(wait)
    },
  }
}

import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { SimilarChild } from '@/client'
import { similarQuery } from './api'
import { similarOf, type Values } from './values'

const PAUSE_MS = 500

/** Children of the register like the one that is being typed; nothing until name and birth are there. */
export function useSimilar(values: Values, itself?: string): SimilarChild[] {
  const body = similarOf(values, itself)
  const now = body ? JSON.stringify(body) : ''
  const [asked] = useDebouncedValue(now, PAUSE_MS)
  const { data } = useQuery(similarQuery(asked))
  return now === '' ? [] : (data?.items ?? [])
}

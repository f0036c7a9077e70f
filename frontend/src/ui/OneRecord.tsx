import { type QueryKey, type UseQueryOptions, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorState } from './ErrorState'
import { CardsSkeleton } from './Skeletons'

type Props<Read, Key extends QueryKey> = {
  query: UseQueryOptions<Read, Error, Read, Key>
  children: (record: Read) => ReactNode
}

/** Reads a record, then shows it. */
export function OneRecord<Read, Key extends QueryKey>({ query, children }: Props<Read, Key>) {
  const record = useQuery(query)
  if (record.isPending) return <CardsSkeleton cards={4} />
  if (record.isError) return <ErrorState page error={record.error} onRetry={() => record.refetch()} />
  return children(record.data)
}

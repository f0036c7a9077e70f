import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { ErrorState } from '@/ui/ErrorState'

/** What a page that could not be shown leaves in its place; "Thử lại" asks the server again. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const queries = useQueryErrorResetBoundary()
  return (
    <ErrorState
      page
      error={error}
      onRetry={() => {
        queries.reset()
        reset()
        router.invalidate()
      }}
    />
  )
}

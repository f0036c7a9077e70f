import { useNavigate } from '@tanstack/react-router'
import { useAction } from '@/lib/api'
import { saveOrAsk } from '@/lib/save-file'
import { showProblem } from './notices'

/** Saves a file that the server makes; where it is long, leads to the page that tells how far it is. */
export function useMadeFile(onSaved?: () => void) {
  const navigate = useNavigate()
  return useAction({
    action: (href: string, headers) => saveOrAsk(href, headers),
    onSuccess: (job) => {
      if (job) void navigate({ to: '/jobs/$jobId', params: { jobId: job.id } })
      else onSaved?.()
    },
    onError: showProblem,
  })
}

import { type ChildRead, unmergeChild } from '@/client'
import { ifMatch } from '@/lib/api'
import { children } from './record'

/** Two children after all. */
export const useUnmerge = (child: Pick<ChildRead, 'id' | 'version'>) =>
  children.useVerb({
    done: 'unmerged',
    call: () => unmergeChild({ path: { child_id: child.id }, headers: ifMatch(child) }),
  })

/** Readings of plans; the verbs are the generated client's. */
import { queryOptions } from '@tanstack/react-query'
import {
  comparePlan,
  type FanOutRead,
  listPlanRevisions,
  listPlans,
  type PublicationRead,
  previewPlanFanOut,
  readPlan,
  readPlanDraft,
  readPlanImport,
} from '@/client'
import { unwrap } from '@/lib/api'
import { unitsQuery } from '@/lib/units'

export const planKeys = {
  all: ['plans'] as const,
  list: ['plans', 'list'] as const,
  plan: (planId: string) => ['plans', planId] as const,
  draft: (planId: string) => ['plans', planId, 'draft'] as const,
  /** What the last publication did, kept by this browser until its notice is closed. */
  publication: (planId: string) => ['publication', planId] as const,
}

export const planQuery = (planId: string) =>
  queryOptions({
    queryKey: [...planKeys.plan(planId), 'head'],
    queryFn: ({ signal }) => readPlan({ path: { plan_id: planId }, signal }).then(unwrap),
  })

export const plansQuery = queryOptions({
  queryKey: [...planKeys.list, 'all'],
  queryFn: ({ signal }) => listPlans({ signal }).then(unwrap),
})

/** The open document. It is edited on the page, so only a conflict or a new visit reads it again. */
export const draftQuery = (planId: string) =>
  queryOptions({
    queryKey: planKeys.draft(planId),
    queryFn: ({ signal }) => readPlanDraft({ path: { plan_id: planId }, signal }).then(unwrap),
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    gcTime: 0,
  })

/** What publishing would do, for the saved version of the document. */
export const fanOutQuery = (planId: string, version: number) =>
  queryOptions<FanOutRead>({
    queryKey: [...planKeys.plan(planId), 'fan-out', version],
    queryFn: ({ signal }) => previewPlanFanOut({ path: { plan_id: planId }, signal }).then(unwrap),
    // The count of the version before stays in sight until the new one is there.
    placeholderData: (old) => old,
  })

export const revisionsQuery = (planId: string) =>
  queryOptions({
    queryKey: [...planKeys.plan(planId), 'revisions'],
    queryFn: ({ signal }) => listPlanRevisions({ path: { plan_id: planId }, signal }).then(unwrap),
  })

export const sourceQuery = (importId: string) =>
  queryOptions({
    queryKey: ['plan-imports', importId],
    queryFn: ({ signal }) => readPlanImport({ path: { import_id: importId }, signal }).then(unwrap),
    // A file that was read never changes.
    staleTime: Number.POSITIVE_INFINITY,
  })

export const comparisonQuery = (planId: string, importId: string) =>
  queryOptions({
    queryKey: [...planKeys.plan(planId), 'comparison', importId],
    queryFn: ({ signal }) =>
      comparePlan({ path: { plan_id: planId, import_id: importId }, signal }).then(unwrap),
  })

/** The ward's units that can be given work. */
export const openUnitsQuery = queryOptions({
  ...unitsQuery,
  select: (page) => page.items.filter((unit) => unit.closed_at === null),
})

export type Publication = PublicationRead

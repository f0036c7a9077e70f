/** Events of the audit trail in words. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AuditEventRead } from '@/client'
import { unitsQuery } from '@/lib/units'

type Event = Pick<AuditEventRead, 'kind' | 'facts'>

/**
 * "Trao vai trò: Phụ trách đơn vị, Khu phố 3". Facts hold ids and states, so
 * units are named from the registry; a kind without a sentence stands as it is.
 */
export function useSentence(): (event: Event) => string {
  const { t } = useTranslation(['registry', 'common'])
  const units = useQuery(unitsQuery)
  return ({ kind, facts }) => {
    const what = t(`event.${kind}` as 'event.plan.closed', { defaultValue: kind })
    const about = [
      facts.role && t(`common:role.${facts.role}` as 'common:role.ward_lead', { defaultValue: '' }),
      facts.login ? `${facts.name} (${facts.login})` : facts.name,
      facts.unit_id && units.data?.items.find((unit) => unit.id === facts.unit_id)?.name,
    ].filter(Boolean)
    return about.length > 0 ? `${what}: ${about.join(', ')}` : what
  }
}

/** The page of the record an event is about, where it has one. */
export function recordPath(event: Pick<AuditEventRead, 'object_kind' | 'object_id' | 'kind'>): string | null {
  if (event.object_kind === 'assignment') return `/assignments/${event.object_id}`
  // A discarded draft is gone.
  if (event.object_kind === 'plan' && event.kind !== 'plan.discarded') return `/plans/${event.object_id}`
  return null
}

/** Events of the audit trail in words. */
import { useQuery } from '@tanstack/react-query'
import type { Namespace } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { AuditEventRead } from '@/client'
import { textAt } from '@/lib/texts'
import { unitsQuery } from '@/lib/units'
import { pageOf, useContexts } from '@/ui/contexts'

type Event = Pick<AuditEventRead, 'kind' | 'facts' | 'object_kind' | 'object_id'>

/** Who or what it was, with the sign-in name of a person and what became of a unit. */
const named = ({ name, login, successors }: Event['facts']) => {
  if (successors) return `${name} → ${successors}`
  return login ? `${name} (${login})` : name
}

/** What all contexts say of their events: sentences, pages, and groups to choose from. */
export function useAudit() {
  const contexts = useContexts()
  const audited = contexts.flatMap(({ name, audit = [] }) => audit.map((word) => ({ name, word })))
  useTranslation([...new Set(audited.map(({ name }) => name))] as Namespace)
  const units = useQuery(unitsQuery)
  const gone = contexts.flatMap((context) => context.gone ?? [])
  return {
    groups: audited.map(({ name, word }) => ({ value: word, label: textAt(`${name}:auditGroup.${word}`) })),
    /**
     * "Trao vai trò: Phụ trách đơn vị, Khu phố 3". Facts hold ids and states, so
     * units are named from the registry; a kind without a sentence stands as it is.
     */
    sentence: ({ kind, facts }: Event): string => {
      const of = audited.find(({ word }) => kind.startsWith(`${word}.`))
      const what = of ? textAt(`${of.name}:auditEvent.${kind}`, kind) : kind
      const about = [
        facts.role && textAt(`common:role.${facts.role}`, ''),
        named(facts),
        facts.unit_id && units.data?.items.find((unit) => unit.id === facts.unit_id)?.name,
      ].filter(Boolean)
      return about.length > 0 ? `${what}: ${about.join(', ')}` : what
    },
    /** The page of the record an event is about, where it has one. */
    page: ({ kind, object_kind, object_id }: Event): string | null =>
      gone.includes(kind) ? null : pageOf(contexts, object_kind, object_id),
  }
}

import { Button, MultiSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AssignmentRead, setSupportingUnits } from '@/client'
import { ifMatch } from '@/lib/api'
import { unitsQuery } from '@/lib/units'
import { AskDialog } from '@/ui/AskDialog'
import { ErrorState } from '@/ui/ErrorState'
import { assignments } from './record'

/** The ward names units that work along: they read, note and add evidence; the lead unit hands in. */
export function Support({ assignment }: { assignment: AssignmentRead }) {
  const { t } = useTranslation(['assignments', 'common'])
  const [asking, setAsking] = useState(false)
  const [chosen, setChosen] = useState(assignment.supporting_units.map((unit) => unit.id))
  const units = useQuery({ ...unitsQuery, enabled: asking })
  const set = assignments.useVerb<string[]>({
    done: 'support',
    call: (unit_ids) =>
      setSupportingUnits({
        path: { assignment_id: assignment.id },
        headers: ifMatch(assignment),
        body: { unit_ids },
      }),
    onDone: () => setAsking(false),
  })
  const offered = (units.data?.items ?? []).filter(
    (unit) => unit.id !== assignment.unit_id && (!unit.closed_at || chosen.includes(unit.id)),
  )
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('support.open')}
      </Button>
      <AskDialog
        opened={asking}
        title={t('support.title')}
        answer={
          <Button loading={set.isPending} disabled={units.isPending} onClick={() => set.mutate(chosen)}>
            {t('common:action.save')}
          </Button>
        }
        onClose={() => setAsking(false)}
      >
        {units.isError ? (
          <ErrorState error={units.error} onRetry={() => units.refetch()} />
        ) : (
          <MultiSelect
            label={t('fact.support')}
            description={t('support.help', { unit: assignment.unit_name })}
            data={offered.map((unit) => ({ value: unit.id, label: unit.name }))}
            value={units.isPending ? [] : chosen}
            onChange={setChosen}
            disabled={units.isPending}
            searchable
            hidePickedOptions
            nothingFoundMessage={t('common:list.nothingFound')}
            data-autofocus
          />
        )}
      </AskDialog>
    </>
  )
}

import { Button, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AssignmentRead, handOverAssignment } from '@/client'
import { ifMatch } from '@/lib/api'
import { AskDialog } from '@/ui/AskDialog'
import { ErrorState } from '@/ui/ErrorState'
import { colleaguesQuery } from './api'
import { assignments } from './record'

/** The unit's lead puts the work into the hands of a colleague. */
export function HandOver({ assignment }: { assignment: AssignmentRead }) {
  const { t } = useTranslation(['assignments', 'common'])
  const [asking, setAsking] = useState(false)
  const [personId, setPersonId] = useState(assignment.person_id)
  const colleagues = useQuery({ ...colleaguesQuery(assignment.unit_id), enabled: asking })
  const handOver = assignments.useVerb<string>({
    done: 'handOver',
    call: (person_id) =>
      handOverAssignment({
        path: { assignment_id: assignment.id },
        headers: ifMatch(assignment),
        body: { person_id },
      }),
    onDone: () => setAsking(false),
  })
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('handOver.open')}
      </Button>
      <AskDialog
        opened={asking}
        title={t('handOver.title')}
        answer={
          <Button
            disabled={!personId || personId === assignment.person_id}
            loading={handOver.isPending}
            onClick={() => personId && handOver.mutate(personId)}
          >
            {t('handOver.send')}
          </Button>
        }
        onClose={() => setAsking(false)}
      >
        {colleagues.isError ? (
          <ErrorState error={colleagues.error} onRetry={() => colleagues.refetch()} />
        ) : (
          <Select
            label={t('fact.person')}
            description={t('handOver.help', { unit: assignment.unit_name })}
            data={(colleagues.data?.items ?? []).map((one) => ({
              value: one.id,
              label: one.position ? `${one.full_name}, ${one.position}` : one.full_name,
            }))}
            value={personId}
            onChange={setPersonId}
            disabled={colleagues.isPending}
            searchable
            nothingFoundMessage={t('common:list.nothingFound')}
            data-autofocus
          />
        )}
      </AskDialog>
    </>
  )
}

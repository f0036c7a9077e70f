import { Button, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AssignmentRead, attachEvidenceRecord } from '@/client'
import { useRecordKind } from '@/ui/contexts'
import parts from '@/ui/parts.module.css'
import { linkableQuery } from './api'
import { assignments } from './record'

/** A record that the product has already proves the work: nothing is typed twice. */
export function RecordForm({ assignment }: { assignment: AssignmentRead }) {
  const { t } = useTranslation(['assignments', 'common'])
  const kindName = useRecordKind()
  const [open, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const [asked] = useDebouncedValue(words, 300)
  const found = useQuery({
    ...linkableQuery(assignment.id, asked),
    enabled: open,
    placeholderData: keepPreviousData,
  })
  const offered = (found.data?.items ?? []).filter((one) => !one.linked)
  const record = offered.find((one) => one.id === chosen)
  const link = assignments.useVerb({
    done: 'attach',
    call: (_, headers) =>
      attachEvidenceRecord({
        path: { assignment_id: assignment.id },
        headers,
        body: { record_kind: record?.kind ?? '', record_id: record?.id ?? '' },
      }),
    onDone: () => setChosen(null),
  })
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('evidence.addRecord')}</summary>
      <form
        className={parts.column}
        style={{ marginTop: 12 }}
        onSubmit={(event) => {
          event.preventDefault()
          link.mutate()
        }}
      >
        <Select
          label={t('evidence.record')}
          description={t('evidence.recordHelp')}
          data={offered.map((one) => ({
            value: one.id,
            label: `${kindName(one.kind)}: ${one.title}`,
          }))}
          value={chosen}
          onChange={setChosen}
          searchable
          searchValue={words}
          onSearchChange={setWords}
          // The server has searched already, without accents.
          filter={({ options }) => options}
          nothingFoundMessage={t('common:list.nothingFound')}
        />
        <Button type="submit" variant="default" loading={link.isPending} disabled={!record}>
          {t('evidence.addRecord')}
        </Button>
      </form>
    </details>
  )
}

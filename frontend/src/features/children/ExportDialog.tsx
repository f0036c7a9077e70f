import { Button, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { makeChildrenExport } from '@/client'
import { unwrap, useAction } from '@/lib/api'
import { useListSearch } from '@/lib/list-search'
import { AskDialog } from '@/ui/AskDialog'
import { showProblem } from '@/ui/notices'
import { children } from './record'

/** A list of children leaves the register only for a purpose, which stands in the file and in the trail. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['children', 'common'])
  const { search } = useListSearch()
  const navigate = useNavigate()
  const [purpose, setPurpose] = useState('')
  const said = purpose.trim()
  const make = useAction({
    action: (purpose: string, headers) =>
      makeChildrenExport({ headers, body: { ...children.query(search), purpose } }).then(unwrap),
    onSuccess: (job) => navigate({ to: '/jobs/$jobId', params: { jobId: job.id } }),
    onError: showProblem,
  })
  return (
    <AskDialog
      opened
      title={t('export.title')}
      answer={
        <Button disabled={said.length < 5} loading={make.isPending} onClick={() => make.mutate(said)}>
          {t('common:list.export')}
        </Button>
      }
      onClose={onClose}
    >
      <TextInput
        label={t('export.purpose')}
        description={t('export.help')}
        placeholder={t('export.example')}
        value={purpose}
        onChange={(event) => setPurpose(event.currentTarget.value)}
        maxLength={300}
        autoComplete="off"
        data-autofocus
      />
    </AskDialog>
  )
}

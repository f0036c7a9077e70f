import { Card } from '@mantine/core'
import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { type ComponentProps, type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecordFileRead } from '@/client'
import { putReading } from '@/lib/put-reading'
import { type Attach, FILE_LIMIT, PAPERS, SCANS, sendToRecord } from '@/lib/record-file'
import { FilePicker } from './FilePicker'
import parts from './parts.module.css'
import { RecordFiles } from './RecordFiles'
import { RemoveButton } from './RemoveButton'
import type { UsedVerb, Verb } from './use-verb'

type Holder = { id: string; files: RecordFileRead[]; allowed_actions: readonly string[] }

type Removing<Read> = {
  /** What `recordOf` made of the kind: `gifts`. */
  of: {
    all: QueryKey
    address: string
    one: (id: string) => { queryKey: QueryKey }
    useVerb: (verb: Verb<Read, string>) => UsedVerb<string>
  }
  remove: (file_id: string) => Promise<{ data: Read }>
}

type Props<Read extends Holder> = Removing<Read> & {
  record: Read
  attach: Attach<Read>
  /** What may be added now; everything, unless said otherwise. */
  takes?: 'photos' | 'papers'
  label?: ComponentProps<typeof RecordFiles>['label']
  /** Chosen before there was a record to send them to. */
  first?: File[]
  /** What is asked about the next file, above the way to choose it. */
  children?: ReactNode
}

/** Photos and papers of a record, and the way to add more, on whatever line there is. */
export function FilesCard<Read extends Holder>(props: Props<Read>) {
  const { of, record, attach, remove, takes, label, first, children } = props
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const { hash } = useLocation()
  const section = useRef<HTMLDivElement>(null)
  const may = record.allowed_actions.includes('attach')
  useEffect(() => {
    if (hash === 'files') section.current?.scrollIntoView({ block: 'start' })
  }, [hash])
  if (record.files.length === 0 && !may) return null
  return (
    <Card component="section" aria-labelledby="files" className={parts.card} ref={section}>
      <h2 id="files">{t('record.files')}</h2>
      <RecordFiles
        files={record.files}
        address={`${of.address}/${record.id}/files`}
        label={label}
        action={(file) => may && <Remove of={of} remove={remove} file={file} />}
      />
      {may && (
        <div className={`${parts.card} no-print`}>
          {children}
          <FilePicker
            photos={takes !== 'papers'}
            accept={takes === 'photos' ? SCANS : PAPERS}
            limit={FILE_LIMIT}
            first={first}
            send={async (file, options) => {
              const now = await sendToRecord(file, options, attach, takes === 'papers')
              await putReading(queryClient, of.one(record.id).queryKey, now)
            }}
            onSent={() =>
              queryClient.invalidateQueries({
                queryKey: of.all,
                predicate: (query) => query.queryKey[1] !== 'one',
              })
            }
          />
        </div>
      )}
    </Card>
  )
}

function Remove<Read>({ of, remove, file }: Removing<Read> & { file: RecordFileRead }) {
  const { t } = useTranslation()
  const verb = of.useVerb({ done: 'removed', call: remove })
  return (
    <RemoveButton
      label={t('file.remove', { name: file.name })}
      verb={{ isPending: verb.isPending, mutate: () => verb.mutate(file.id) }}
    />
  )
}

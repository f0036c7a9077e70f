import { Card, SegmentedControl, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type ActivityRead,
  attachActivityFile,
  type FileKind,
  type RecordFileRead,
  removeActivityFile,
} from '@/client'
import { sendInParts, unwrap } from '@/lib/api'
import { FILE_LIMIT, PAPERS, SCANS } from '@/lib/record-file'
import { reducedPhoto } from '@/lib/reduced-photo'
import { FilePicker } from '@/ui/FilePicker'
import parts from '@/ui/parts.module.css'
import { RecordFiles } from '@/ui/RecordFiles'
import { RemoveButton } from '@/ui/RemoveButton'
import type { Sending } from '@/ui/use-send-files'
import { activities } from './record'

const KINDS = ['photo', 'sign_in_list', 'document'] as const satisfies FileKind[]

/** Photos first, then papers; and the way to add more, on whatever line there is. */
export function FilesSection({ activity }: { activity: ActivityRead }) {
  const { t } = useTranslation(['activities', 'common'])
  const queryClient = useQueryClient()
  const { hash } = useLocation()
  const section = useRef<HTMLDivElement>(null)
  const [kind, setKind] = useState<FileKind>('photo')
  const [words, setWords] = useState('')
  const may = activity.allowed_actions.includes('attach')

  useEffect(() => {
    if (hash === 'files') section.current?.scrollIntoView({ block: 'start' })
  }, [hash])

  const send: Sending = async (file, options) => {
    const record = await sendInParts(
      kind === 'document' ? file : await reducedPhoto(file),
      options,
      (upload, headers, signal) =>
        attachActivityFile({
          path: { activity_id: activity.id },
          headers: headers,
          body: { upload_id: upload.id, kind, alternative_text: kind === 'photo' ? words.trim() : '' },
          signal,
        }).then(unwrap),
    )
    queryClient.setQueryData(activities.one(activity.id).queryKey, record)
  }
  if (activity.files.length === 0 && !may) return null
  return (
    <Card component="section" aria-labelledby="files" className={parts.card} ref={section}>
      <h2 id="files">{t('files.title')}</h2>
      <RecordFiles
        files={activity.files}
        address={`/api/v1/activities/${activity.id}/files`}
        label={(paper) => `${t(`files.kind.${paper.kind}`)}: ${paper.name}`}
        action={(file) => may && <Remove activity={activity} file={file} />}
      />
      {may && (
        <div className={`${parts.card} no-print`}>
          <SegmentedControl
            aria-label={t('files.what')}
            fullWidth
            data={KINDS.map((value) => ({ value, label: t(`files.short.${value}`) }))}
            value={kind}
            onChange={(value) => setKind(value as FileKind)}
          />
          <p className={parts.quiet}>{t(`files.help.${kind}`)}</p>
          {kind === 'photo' && (
            <TextInput
              label={`${t('files.words')} (${t('common:form.optional')})`}
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
              maxLength={300}
              autoComplete="off"
            />
          )}
          <FilePicker
            photos={kind !== 'document'}
            accept={kind === 'document' ? PAPERS : SCANS}
            limit={FILE_LIMIT}
            send={send}
            onSent={() =>
              queryClient.invalidateQueries({
                queryKey: activities.all,
                predicate: (query) => query.queryKey[1] !== 'one',
              })
            }
          />
        </div>
      )}
    </Card>
  )
}

function Remove({ activity, file }: { activity: ActivityRead; file: RecordFileRead }) {
  const { t } = useTranslation()
  const remove = activities.useVerb({
    done: 'removed',
    call: () => removeActivityFile({ path: { activity_id: activity.id, file_id: file.id } }),
  })
  return <RemoveButton label={t('file.remove', { name: file.name })} verb={remove} />
}

import { Button, Card, SegmentedControl, TextInput } from '@mantine/core'
import { IconFile } from '@tabler/icons-react'
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
import { formatBytes, formatInstant } from '@/lib/format'
import { reducedPhoto } from '@/lib/reduced-photo'
import { FilePicker } from '@/ui/FilePicker'
import { Gallery } from '@/ui/Gallery'
import type { Sending } from '@/ui/use-send-files'
import classes from './Activities.module.css'
import { ALL, activityQuery } from './api'
import { useVerb } from './use-verb'

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
  const photos = activity.files.filter((file) => file.kind === 'photo' && file.has_thumbnail)
  const papers = activity.files.filter((file) => !photos.includes(file))

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
          headers: headers as never,
          body: { upload_id: upload.id, kind, alternative_text: kind === 'photo' ? words.trim() : '' },
          signal,
        }).then(unwrap),
    )
    queryClient.setQueryData(activityQuery(activity.id).queryKey, record)
  }
  if (activity.files.length === 0 && !may) return null
  return (
    <Card component="section" aria-labelledby="files" className={classes.card} ref={section}>
      <h2 id="files">{t('files.title')}</h2>
      <Gallery
        pictures={photos.map((photo) => ({
          id: photo.id,
          href: hrefOf(activity, photo),
          alt: photo.alternative_text,
          caption: `${photo.author_name} · ${formatInstant(photo.added_at)}`,
          action: may && <Remove activity={activity} file={photo} />,
        }))}
      />
      {papers.length > 0 && (
        <ul className={classes.plain}>
          {papers.map((paper) => (
            <li key={paper.id} className={classes.row}>
              <a href={hrefOf(activity, paper)} download>
                <IconFile size={16} aria-hidden /> {t(`files.kind.${paper.kind}`)}: {paper.name} (
                {formatBytes(paper.size)})
              </a>
              {may && <Remove activity={activity} file={paper} />}
            </li>
          ))}
        </ul>
      )}
      {may && (
        <div className={`${classes.card} no-print`}>
          <SegmentedControl
            aria-label={t('files.what')}
            fullWidth
            data={KINDS.map((value) => ({ value, label: t(`files.short.${value}`) }))}
            value={kind}
            onChange={(value) => setKind(value as FileKind)}
          />
          <p className={classes.quiet}>{t(`files.help.${kind}`)}</p>
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
            accept={
              kind === 'document'
                ? 'image/jpeg,image/png,image/webp,application/pdf,.docx,.xlsx'
                : 'image/jpeg,image/png,image/webp,application/pdf'
            }
            limit={25 * 1024 * 1024}
            send={send}
            onSent={() =>
              queryClient.invalidateQueries({
                queryKey: ALL,
                predicate: (query) => query.queryKey[1] !== 'one',
              })
            }
          />
        </div>
      )}
    </Card>
  )
}

const hrefOf = (activity: ActivityRead, file: RecordFileRead) =>
  `/api/v1/activities/${activity.id}/files/${file.id}`

function Remove({ activity, file }: { activity: ActivityRead; file: RecordFileRead }) {
  const { t } = useTranslation(['activities', 'common'])
  const remove = useVerb({
    done: 'removed',
    call: () => removeActivityFile({ path: { activity_id: activity.id, file_id: file.id } }),
  })
  return (
    <Button
      variant="subtle"
      color="gray"
      className="no-print"
      loading={remove.isPending}
      aria-label={t('files.remove', { name: file.name })}
      onClick={() => remove.mutate()}
    >
      {t('common:action.remove')}
    </Button>
  )
}

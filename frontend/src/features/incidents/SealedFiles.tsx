import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CaseFile } from '@/client'
import { uploadFile } from '@/lib/api'
import { formatBytes, formatInstant } from '@/lib/format'
import { FILE_LIMIT, PAPERS } from '@/lib/record-file'
import { reducedPhoto } from '@/lib/reduced-photo'
import { FilePicker } from '@/ui/FilePicker'
import parts from '@/ui/parts.module.css'
import { RemoveButton } from '@/ui/RemoveButton'
import { useMadeFile } from '@/ui/use-made-file'
import { CASES } from './api'
import { Fold } from './Fold'
import classes from './Incidents.module.css'

type Props = {
  files: CaseFile[]
  /** Path of the files; each is there under its id. */
  address: string
  /** How one is taken away; without it, files are only read. */
  remove?: { isPending: boolean; mutate: (file_id: string) => void }
}

/** Files of a report or case. They go in one piece: parts under way would lie open on the server. */
export function SealedFiles({ files, address, remove }: Props) {
  const { t } = useTranslation('incidents')
  const queryClient = useQueryClient()
  const open = useMadeFile()
  return (
    <Fold title={t('files.title')} aside={files.length || ''}>
      {files.length === 0 && <p className={parts.quiet}>{t('files.none')}</p>}
      <ul className={`${parts.plain} ${parts.dense}`}>
        {files.map((file) => {
          const href = `${address}/${file.id}`
          return (
            <li key={file.id} className={parts.row}>
              <span className={classes.grow}>
                {file.caption || file.name}
                <span className={parts.quiet} style={{ display: 'block' }}>
                  {formatBytes(file.size)} · {file.author_name} · {formatInstant(file.added_at)}
                </span>
              </span>
              <span className={classes.ways}>
                <Button
                  variant="default"
                  leftSection={<IconDownload size={18} aria-hidden />}
                  loading={open.isPending && open.variables === href}
                  aria-label={t('files.openOne', { name: file.name })}
                  onClick={() => open.mutate(href)}
                >
                  {t('files.open')}
                </Button>
                {remove && (
                  <RemoveButton
                    label={t('files.remove', { name: file.name })}
                    verb={{ isPending: remove.isPending, mutate: () => remove.mutate(file.id) }}
                  />
                )}
              </span>
            </li>
          )
        })}
      </ul>
      {files.length > 0 && <p className={parts.quiet}>{t('files.copies')}</p>}
      {remove && (
        <FilePicker
          photos
          accept={PAPERS}
          limit={FILE_LIMIT}
          send={async (file, { headers, signal, onProgress }) =>
            uploadFile(address, await reducedPhoto(file), { headers, signal, onProgress })
          }
          onSent={() => queryClient.invalidateQueries({ queryKey: CASES })}
        />
      )}
    </Fold>
  )
}

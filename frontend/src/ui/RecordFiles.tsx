import { IconFile } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { RecordFileRead } from '@/client'
import { formatBytes, formatInstant } from '@/lib/format'
import { Gallery } from './Gallery'
import parts from './parts.module.css'

type Props = {
  files: RecordFileRead[]
  /** Path of the record's files; each is there under its id. */
  address: string
  /** What a paper is called; its name, unless said otherwise. */
  label?: (file: RecordFileRead) => string
  /** What can be done with one. */
  action?: (file: RecordFileRead) => ReactNode
}

/** Files of a record: photos first, then papers. */
export function RecordFiles({ files, address, label, action }: Props) {
  const photos = files.filter((file) => file.kind === 'photo' && file.has_thumbnail)
  const papers = files.filter((file) => !photos.includes(file))
  return (
    <>
      <Gallery
        pictures={photos.map((photo) => ({
          id: photo.id,
          href: `${address}/${photo.id}`,
          alt: photo.alternative_text,
          caption: `${photo.author_name} · ${formatInstant(photo.added_at)}`,
          action: action?.(photo),
        }))}
      />
      {papers.length > 0 && (
        <ul className={parts.plain}>
          {papers.map((paper) => (
            <li key={paper.id} className={parts.row}>
              <a href={`${address}/${paper.id}`} download>
                <IconFile size={16} aria-hidden /> {label?.(paper) ?? paper.name} ({formatBytes(paper.size)})
              </a>
              {action?.(paper)}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

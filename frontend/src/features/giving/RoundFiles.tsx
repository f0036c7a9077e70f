import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attachGiftRoundFile, type FileKind, type RoundRead, removeGiftRoundFile } from '@/client'
import { FilesCard } from '@/ui/FilesCard'
import { rounds } from './record'

const KINDS = ['document', 'photo'] as const satisfies FileKind[]

/** The signed list and minutes, and photos of the day. */
export function RoundFiles({ round }: { round: RoundRead }) {
  const { t } = useTranslation('giving')
  const [kind, setKind] = useState<FileKind>('document')
  const path = { round_id: round.id }
  return (
    <FilesCard
      of={rounds}
      record={round}
      attach={(upload_id, attempt) =>
        attachGiftRoundFile({ path, body: { upload_id, kind, alternative_text: '' }, ...attempt })
      }
      remove={(file_id) => removeGiftRoundFile({ path: { ...path, file_id } })}
      takes={kind === 'document' ? 'papers' : 'photos'}
      label={(paper) => paper.name}
    >
      <SegmentedControl
        aria-label={t('files.what')}
        fullWidth
        data={KINDS.map((value) => ({ value, label: t(`files.${value}`) }))}
        value={kind}
        onChange={(value) => setKind(value as FileKind)}
      />
    </FilesCard>
  )
}

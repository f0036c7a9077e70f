import { SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ActivityRead, attachActivityFile, type FileKind, removeActivityFile } from '@/client'
import { FilesCard } from '@/ui/FilesCard'
import parts from '@/ui/parts.module.css'
import { activities } from './record'

const KINDS = ['photo', 'sign_in_list', 'document'] as const satisfies FileKind[]

/** Photos first, then papers; each new file says what it is. */
export function FilesSection({ activity }: { activity: ActivityRead }) {
  const { t } = useTranslation(['activities', 'common'])
  const [kind, setKind] = useState<FileKind>('photo')
  const [words, setWords] = useState('')
  const path = { activity_id: activity.id }
  return (
    <FilesCard
      of={activities}
      record={activity}
      attach={(upload_id, attempt) =>
        attachActivityFile({
          path,
          body: { upload_id, kind, alternative_text: kind === 'photo' ? words.trim() : '' },
          ...attempt,
        })
      }
      remove={(file_id) => removeActivityFile({ path: { ...path, file_id } })}
      takes={kind === 'document' ? 'papers' : 'photos'}
      label={(paper) => `${t(`files.kind.${paper.kind}`)}: ${paper.name}`}
    >
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
    </FilesCard>
  )
}

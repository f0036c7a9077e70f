import { SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attachChildFile, type ChildRead, removeChildFile } from '@/client'
import { FilesCard } from '@/ui/FilesCard'
import parts from '@/ui/parts.module.css'
import { children } from './record'

/** Papers, and photos as far as the family agreed to them. */
export function FilesSection({ child }: { child: ChildRead }) {
  const { t } = useTranslation(['children', 'common'])
  const [kind, setKind] = useState<'document' | 'photo'>('document')
  const [words, setWords] = useState('')
  if (!child.reads.includes('situation')) return null
  const agreed = (child.consents ?? []).some((one) => one.purpose === 'photo' && one.holds)
  const now = agreed ? kind : 'document'
  const path = { child_id: child.id }
  return (
    <FilesCard
      of={children}
      record={child}
      attach={(upload_id, attempt) =>
        attachChildFile({
          path,
          body: { upload_id, kind: now, alternative_text: now === 'photo' ? words.trim() : '' },
          ...attempt,
        })
      }
      remove={(file_id) => removeChildFile({ path: { ...path, file_id } })}
      takes={now === 'photo' ? 'photos' : 'papers'}
    >
      {agreed ? (
        <SegmentedControl
          aria-label={t('files.what')}
          fullWidth
          data={(['document', 'photo'] as const).map((value) => ({ value, label: t(`files.${value}`) }))}
          value={now}
          onChange={(value) => setKind(value as 'document' | 'photo')}
        />
      ) : (
        <p className={parts.hint}>{t('files.noConsent')}</p>
      )}
      <p className={parts.quiet}>{t(`files.help_${now}`)}</p>
      {now === 'photo' && (
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

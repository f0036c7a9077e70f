import { Button, Select, Textarea, TextInput } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '@/lib/format'
import { DraftForm } from '@/ui/DraftForm'
import parts from '@/ui/parts.module.css'
import { type RecordForm, useRecordForm } from '@/ui/use-record-form'
import type { UnsavedDraft } from '@/ui/use-unsaved-draft'
import { ofScript } from './refusals'
import { countWords, MAX_SCRIPT, readingTime } from './words'

export type ScriptValues = { title: string; text: string; unit_id: string | null }

/** Words a minute of whoever reads: kept on this device. */
export function usePace() {
  const [pace, setPace] = useLocalStorage({
    key: 'words-per-minute',
    defaultValue: 150,
    getInitialValueInEffect: false,
  })
  return { pace, setPace }
}

type Props = {
  draft: UnsavedDraft<ScriptValues>
  error: unknown
  busy: boolean
  onSave: (values: ScriptValues) => void
  /** Back without saving; what was typed is given up. */
  onCancel?: () => void
  children?: (form: RecordForm<ScriptValues>) => ReactNode
}

/** A large plain field that says at each word how long the reading takes. */
export function ScriptEditor({ draft, error, busy, onSave, onCancel, children }: Props) {
  const { t } = useTranslation(['broadcasting', 'common'])
  const { pace, setPace } = usePace()
  const lengthOf = (text: string) => text.trim().length
  const tooLong = (text: string) =>
    t('script.tooLong', { length: formatNumber(lengthOf(text)), most: formatNumber(MAX_SCRIPT) })
  const form = useRecordForm({
    values: draft,
    error,
    refusals: ofScript,
    checks: ({ title, text }) => [
      ['title', title.trim().length < 3, t('titleMissing')],
      ['text', countWords(text) === 0, t('script.textMissing')],
      ['text', lengthOf(text) > MAX_SCRIPT, tooLong(text)],
    ],
    onSave: ({ title, text, unit_id }) => onSave({ title: title.trim(), text: text.trim(), unit_id }),
  })
  const { text } = form.values
  const words = countWords(text)
  return (
    <DraftForm
      form={form}
      busy={busy}
      save={t('script.save')}
      beside={
        onCancel && (
          <Button
            size="md"
            variant="default"
            onClick={() => {
              form.discard()
              onCancel()
            }}
          >
            {t('script.discard')}
          </Button>
        )
      }
    >
      {children?.(form)}
      <TextInput {...form.field('title')} label={t('script.title')} maxLength={300} autoComplete="off" />
      <Textarea
        {...form.field('text')}
        label={t('script.text')}
        description={t('script.textHelp')}
        autosize
        minRows={10}
        error={lengthOf(text) > MAX_SCRIPT ? tooLong(text) : form.field('text').error}
      />
      <div className={parts.row}>
        <p role="status" className={parts.quiet}>
          {t('script.length', { words: formatNumber(words), time: readingTime(words, pace) })}
        </p>
        <Select
          aria-label={t('script.pace')}
          data={[100, 120, 130, 140, 150, 160, 180, 200].map((one) => ({
            value: String(one),
            label: t('script.paceOf', { count: one }),
          }))}
          value={String(pace)}
          onChange={(chosen) => chosen && setPace(Number(chosen))}
          allowDeselect={false}
        />
      </div>
    </DraftForm>
  )
}

import { Button, Select, Textarea, TextInput } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '@/lib/format'
import { DraftForm } from '@/ui/DraftForm'
import { useChecks } from '@/ui/use-checks'
import type { useUnsavedDraft } from '@/ui/use-unsaved-draft'
import classes from './Communications.module.css'
import { fieldId, useFaults } from './use-faults'
import { countWords, MAX_SCRIPT, readingTime } from './words'

export type ScriptValues = { title: string; text: string }

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
  draft: ReturnType<typeof useUnsavedDraft<ScriptValues>>
  error: unknown
  busy: boolean
  onSave: (values: ScriptValues) => void
  /** Back without saving; what was typed is given up. */
  onCancel?: () => void
  children?: React.ReactNode
}

/** A large plain field that says at each word how long the reading takes. */
export function ScriptEditor({ draft, error, busy, onSave, onCancel, children }: Props) {
  const { t } = useTranslation(['communications', 'common'])
  const { value, set } = draft
  const { pace, setPace } = usePace()
  const { faults, passes } = useChecks(useFaults(error), fieldId)
  const words = countWords(value.text)
  const length = value.text.trim().length
  const tooLong = t('script.tooLong', { length: formatNumber(length), most: formatNumber(MAX_SCRIPT) })
  const submit = () => {
    const whole = passes([
      ['title', value.title.trim().length < 3, t('form.titleMissing')],
      ['text', words === 0, t('script.textMissing')],
      ['text', length > MAX_SCRIPT, tooLong],
    ])
    if (whole) onSave({ title: value.title.trim(), text: value.text.trim() })
  }
  return (
    <DraftForm
      draft={draft}
      faults={faults}
      busy={busy}
      save={t('script.save')}
      onSubmit={submit}
      beside={
        onCancel && (
          <Button
            size="md"
            variant="default"
            onClick={() => {
              draft.discard()
              onCancel()
            }}
          >
            {t('script.discard')}
          </Button>
        )
      }
    >
      {children}
      <TextInput
        id={fieldId('title')}
        label={t('script.title')}
        value={value.title}
        onChange={(event) => set((old) => ({ ...old, title: event.target.value }))}
        maxLength={300}
        autoComplete="off"
      />
      <Textarea
        id={fieldId('text')}
        label={t('script.text')}
        description={t('script.textHelp')}
        value={value.text}
        onChange={(event) => set((old) => ({ ...old, text: event.target.value }))}
        autosize
        minRows={10}
        error={length > MAX_SCRIPT && tooLong}
      />
      <div className={classes.row}>
        <p role="status" className={classes.quiet}>
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

import { Button, Group, Select, Textarea, TextInput } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatInstant, formatNumber } from '@/lib/format'
import { FormErrors, type FormFault } from '@/ui/FormErrors'
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
  const [own, setOwn] = useState<FormFault[]>([])
  const refused = useFaults(error)
  const faults = useMemo(() => (own.length > 0 ? own : refused), [own, refused])
  const words = countWords(value.text)
  const length = value.text.trim().length
  const tooLong = t('script.tooLong', { length: formatNumber(length), most: formatNumber(MAX_SCRIPT) })
  const submit = () => {
    const found = [
      ...(value.title.trim().length < 3
        ? [{ message: t('form.titleMissing'), fieldId: fieldId('title') }]
        : []),
      ...(words === 0 ? [{ message: t('script.textMissing'), fieldId: fieldId('text') }] : []),
      ...(length > MAX_SCRIPT ? [{ message: tooLong, fieldId: fieldId('text') }] : []),
    ]
    setOwn(found)
    if (found.length === 0) onSave({ title: value.title.trim(), text: value.text.trim() })
  }
  return (
    <form
      className={`${classes.column} ${classes.narrow}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <FormErrors faults={faults} />
      {draft.restoredAt && draft.keptAt && (
        <div className={classes.row}>
          <p className={classes.quiet}>
            {t('common:form.restored', { at: formatInstant(draft.restoredAt) })}
          </p>
          <Button variant="subtle" onClick={draft.discard}>
            {t('common:form.discard')}
          </Button>
        </div>
      )}
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
      <div className={classes.save}>
        <Group gap={8}>
          <Button type="submit" size="md" loading={busy}>
            {t('script.save')}
          </Button>
          {onCancel && (
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
          )}
        </Group>
        {draft.keptAt && (
          <p className={classes.quiet}>{t('common:form.draftKept', { at: formatInstant(draft.keptAt) })}</p>
        )}
      </div>
    </form>
  )
}

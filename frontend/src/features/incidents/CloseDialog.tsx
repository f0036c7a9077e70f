import { Select, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type CaseOutcome, type CaseRead, type ClosingCreate, closeIncidentCase } from '@/client'
import { ifMatch } from '@/lib/api'
import { FormDialog } from '@/ui/FormDialog'
import { useRecordForm } from '@/ui/use-record-form'
import { ofDialog, useCaseVerb } from './api'
import { useKeptDraft } from './use-kept'
import { OUTCOMES } from './words'

/** The end of a case; before its review only with the legal ground. */
export function CloseDialog({ one, onClose }: { one: CaseRead; onClose: () => void }) {
  const { t } = useTranslation('incidents')
  const early = one.state !== 'reviewed'
  const close = useCaseVerb<ClosingCreate>({
    done: 'closed',
    quiet: true,
    call: (body) => closeIncidentCase({ path: { case_id: one.id }, headers: ifMatch(one), body }),
    onDone: onClose,
  })
  const form = useRecordForm({
    values: useKeptDraft(`close:${one.id}`, { outcome: 'safe' as CaseOutcome, note: '', ground: '' }),
    error: close.error,
    refusals: ofDialog,
    checks: ({ note, ground }) => [
      ['note', note.trim() === '', t('closing.noteMissing')],
      ['ground', early && ground.trim().length < 10, t('ground.missing')],
    ],
    onSave: (body) => close.mutate(body),
  })
  return (
    <FormDialog
      title={t('closing.title')}
      form={form}
      busy={close.isPending}
      send={t('closing.send')}
      onClose={onClose}
    >
      <Select
        {...form.field('outcome')}
        label={t('closing.outcome')}
        data={OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) }))}
        allowDeselect={false}
      />
      <Textarea
        {...form.field('note')}
        label={t('closing.note')}
        description={t('closing.noteHelp')}
        autosize
        minRows={3}
        maxLength={8000}
      />
      {early && (
        <Textarea
          {...form.field('ground')}
          label={t('ground.label')}
          description={t('ground.closing')}
          autosize
          minRows={2}
          maxLength={300}
        />
      )}
    </FormDialog>
  )
}

import { Button, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import {
  addIncidentEvidence,
  type CaseEvidence,
  type CaseEvidenceWrite,
  type CaseRead,
  updateIncidentEvidence,
} from '@/client'
import { ifMatch } from '@/lib/api'
import { formatDate, today } from '@/lib/format'
import { Chip } from '@/ui/Chip'
import { DateField } from '@/ui/DateField'
import { FormDialog } from '@/ui/FormDialog'
import parts from '@/ui/parts.module.css'
import { useRecordForm } from '@/ui/use-record-form'
import { ofDialog, useCaseVerb } from './api'
import { Fold } from './Fold'
import classes from './Incidents.module.css'
import { useKeptDraft, useKeptState } from './use-kept'

const NEW = 'new'

/** What is kept as evidence, and who holds it. */
export function EvidenceCard({ one }: { one: CaseRead }) {
  const { t } = useTranslation('incidents')
  /** Id of a piece. */
  const [open, setOpen] = useKeptState<string | null>(`evidence:${one.id}`, null)
  const piece = one.evidence.find(({ id }) => id === open)
  const writes = one.allowed_actions.includes('write')
  return (
    <Fold title={t('evidence.title')} aside={one.evidence.length || ''}>
      {one.evidence.length === 0 && <p className={parts.quiet}>{t('evidence.none')}</p>}
      <ul className={`${parts.plain} ${parts.dense}`}>
        {one.evidence.map((piece) => (
          <li key={piece.id} className={parts.row}>
            <div className={classes.grow}>
              <strong>{piece.what}</strong>
              <p className={parts.quiet}>
                {[
                  piece.holder && t('evidence.heldBy', { holder: piece.holder }),
                  piece.place,
                  t('evidence.taken', { day: formatDate(piece.taken_on) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              {piece.note && <p className={classes.text}>{piece.note}</p>}
            </div>
            {piece.returned_on && (
              <Chip tone="ok" shape="check">
                {t('evidence.returned', { day: formatDate(piece.returned_on) })}
              </Chip>
            )}
            {writes && (
              <Button
                variant="default"
                className="no-print"
                aria-label={t('evidence.changeOf', { what: piece.what })}
                onClick={() => setOpen(piece.id)}
              >
                {t('evidence.change')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {writes && (
        <Button variant="default" style={{ alignSelf: 'start' }} onClick={() => setOpen(NEW)}>
          {t('evidence.add')}
        </Button>
      )}
      {(open === NEW || piece) && (
        <EvidenceDialog one={one} piece={piece ?? null} onClose={() => setOpen(null)} />
      )}
    </Fold>
  )
}

type Props = { one: CaseRead; piece: CaseEvidence | null; onClose: () => void }

function EvidenceDialog({ one, piece, onClose }: Props) {
  const { t } = useTranslation('incidents')
  const path = { case_id: one.id }
  const save = useCaseVerb<CaseEvidenceWrite>({
    done: 'saved',
    quiet: true,
    call: (body, headers) =>
      piece
        ? updateIncidentEvidence({ path: { ...path, evidence_id: piece.id }, headers: ifMatch(piece), body })
        : addIncidentEvidence({ path, headers, body }),
    onDone: onClose,
  })
  const form = useRecordForm({
    values: useKeptDraft(`evidence:${piece?.id ?? NEW}:${one.id}`, {
      what: piece?.what ?? '',
      holder: piece?.holder ?? '',
      place: piece?.place ?? '',
      note: piece?.note ?? '',
      taken_on: (piece?.taken_on ?? today()) as string | null,
      returned_on: piece?.returned_on ?? null,
    }),
    error: save.error,
    refusals: ofDialog,
    checks: ({ what, taken_on }) => [
      ['what', what.trim().length < 2, t('evidence.whatMissing')],
      ['taken_on', !taken_on, t('form.dayMissing')],
    ],
    onSave: (values) => save.mutate({ ...values, taken_on: values.taken_on ?? '' }),
  })
  return (
    <FormDialog
      title={t(piece ? 'evidence.change' : 'evidence.add')}
      form={form}
      busy={save.isPending}
      send={t('form.save')}
      onClose={onClose}
    >
      <TextInput {...form.field('what')} label={t('evidence.what')} maxLength={500} autoComplete="off" />
      <TextInput {...form.field('holder')} label={t('evidence.holder')} maxLength={300} autoComplete="off" />
      <TextInput {...form.field('place')} label={t('evidence.place')} maxLength={300} autoComplete="off" />
      <DateField {...form.field('taken_on')} label={t('evidence.takenOn')} />
      {piece && <DateField {...form.field('returned_on')} label={t('evidence.returnedOn')} />}
      <Textarea {...form.field('note')} label={t('evidence.note')} autosize minRows={2} maxLength={4000} />
    </FormDialog>
  )
}

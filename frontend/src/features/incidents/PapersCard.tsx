import { Button, Card, Checkbox, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type CasePaper, type CaseRead, type NumberCreate, numberIncidentPaper } from '@/client'
import { isProblem } from '@/lib/api'
import { formatInstant, today } from '@/lib/format'
import { DateField } from '@/ui/DateField'
import { FormDialog } from '@/ui/FormDialog'
import { LinkButton } from '@/ui/LinkButton'
import { NumberField } from '@/ui/NumberField'
import parts from '@/ui/parts.module.css'
import { StateChip } from '@/ui/StateChip'
import { useRecordForm } from '@/ui/use-record-form'
import { ofDialog, useCaseVerb } from './api'
import classes from './Incidents.module.css'
import { PaperButtons } from './PaperButtons'
import { isDecided } from './paper-forms'
import { useKeptDraft, useKeptState } from './use-kept'

/** Forms, minutes and decisions of the case, in the order of their making. */
export function PapersCard({ one }: { one: CaseRead }) {
  const { t } = useTranslation('incidents')
  /** Id of a paper. */
  const [open, setOpen] = useKeptState<string | null>(`number:${one.id}`, null)
  const numbered = one.papers.find(({ id }) => id === open)
  if (one.papers.length === 0) return null
  return (
    <Card component="section" aria-labelledby="papers" className={parts.card}>
      <h2 id="papers">{t('papers.title')}</h2>
      <ul className={`${parts.plain} ${parts.dense}`}>
        {one.papers.map((paper) => (
          <li key={paper.id} className={parts.row}>
            <div className={classes.grow}>
              <strong>
                {one.papers.filter(({ kind }) => kind === paper.kind).length > 1
                  ? t('papers.named', { paper: t(`paper.${paper.kind}`), number: paper.number })
                  : t(`paper.${paper.kind}`)}
              </strong>{' '}
              <StateChip state={paper.state} word={t(`paperState.${paper.state}`)} />
              <p className={parts.quiet}>
                {paper.author_name} · {formatInstant(paper.made_at)}
                {paper.decided_name && paper.decided_at && (
                  <>
                    <br />
                    {t('papers.decided', {
                      name: paper.decided_name,
                      at: formatInstant(paper.decided_at),
                    })}
                  </>
                )}
              </p>
              {paper.reason && paper.state === 'returned' && (
                <p className={parts.reason}>{t('step.returned', { reason: paper.reason })}</p>
              )}
            </div>
            <div className={`${classes.ways} no-print`}>
              <LinkButton
                variant={paper.allowed_actions.includes('edit') ? 'light' : 'default'}
                to="/incidents/cases/$caseId/papers/$paperId"
                params={{ caseId: one.id, paperId: paper.id }}
              >
                {t(paper.allowed_actions.includes('edit') ? 'papers.write' : 'papers.read')}
              </LinkButton>
              <PaperButtons
                href={`/api/v1/incident-cases/${one.id}/papers/${paper.id}/document`}
                name={t(`paper.${paper.kind}`)}
              />
              {one.allowed_actions.includes('share') && isOver(paper) && (
                <Button variant="subtle" onClick={() => setOpen(paper.id)}>
                  {t('number.open')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {numbered && <NumberDialog one={one} paper={numbered} onClose={() => setOpen(null)} />}
    </Card>
  )
}

const isOver = ({ state }: CasePaper) => state === 'done' || state === 'approved'

type DialogProps = { one: CaseRead; paper: CasePaper; onClose: () => void }

/** What stands on the signed paper, in the series of secret papers. */
function NumberDialog({ one, paper, onClose }: DialogProps) {
  const { t } = useTranslation('incidents')
  const number = useCaseVerb<NumberCreate>({
    done: 'numbered',
    quiet: true,
    call: (body, headers) =>
      numberIncidentPaper({ path: { case_id: one.id, paper_id: paper.id }, body, headers }),
    onDone: onClose,
  })
  const form = useRecordForm({
    values: useKeptDraft(`number:${paper.id}:${one.id}`, {
      number: 0,
      suffix: isDecided(paper.kind) ? 'QĐ-UBND' : 'UBND',
      signed_on: today() as string | null,
      decision: paper.kind === 'plan',
      replaces_id: null as string | null,
    }),
    error: number.error,
    refusals: ofDialog,
    checks: ({ number, signed_on }) => [
      ['number', number < 1, t('number.missing')],
      ['signed_on', !signed_on, t('form.dayMissing')],
    ],
    onSave: (values) => number.mutate({ ...values, signed_on: values.signed_on ?? '' }),
  })
  /** The number that the paper has already, where the server says so: a right one takes its place. */
  const wrong = isProblem(number.error, 'paper_numbered_already')
    ? String(number.error.extra.number_id)
    : null
  return (
    <FormDialog
      title={t('number.title')}
      form={form}
      busy={number.isPending}
      send={t('number.send')}
      onClose={onClose}
    >
      <NumberField {...form.field('number')} label={t('number.number')} />
      <TextInput {...form.field('suffix')} label={t('number.suffix')} maxLength={40} autoComplete="off" />
      <DateField {...form.field('signed_on')} label={t('number.signedOn')} />
      {paper.kind === 'plan' && (
        <Checkbox
          checked={form.values.decision}
          onChange={(event) => form.patch({ decision: event.currentTarget.checked })}
          label={t('number.decision')}
        />
      )}
      {wrong && (
        <Checkbox
          checked={form.values.replaces_id === wrong}
          onChange={(event) => form.patch({ replaces_id: event.currentTarget.checked ? wrong : null })}
          label={t('number.replace')}
        />
      )}
    </FormDialog>
  )
}

import { Button, Card, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AssignmentRead, submitAssignment } from '@/client'
import { ifMatch } from '@/lib/api'
import { formatInstant } from '@/lib/format'
import parts from '@/ui/parts.module.css'
import { useUnsavedDraft } from '@/ui/use-unsaved-draft'
import classes from './Assignments.module.css'
import { FigureInputs } from './FigureInputs'
import { assignments } from './record'
import { filledFigures } from './words'

/** Handing in: what was done in words and figures; typed text survives a reload. */
export function ResultForm({ assignment }: { assignment: AssignmentRead }) {
  const { t } = useTranslation(['assignments', 'common'])
  const draft = useUnsavedDraft(`assignment:${assignment.id}:result`, {
    result: assignment.result,
    figures: assignment.figures,
  })
  const { result } = draft.value
  // What was cleared by hand stays empty.
  const [cleared, setCleared] = useState<string[]>([])
  const figures = filledFigures({
    ...assignment,
    figures: draft.value.figures,
    figure_codes: assignment.figure_codes.filter((code) => !cleared.includes(code)),
  })
  const filled = Object.keys(figures).some((code) => draft.value.figures[code] === undefined)
  const submit = assignments.useVerb({
    done: 'submit',
    call: () =>
      submitAssignment({
        path: { assignment_id: assignment.id },
        headers: ifMatch(assignment),
        body: { result: result.trim(), figures },
      }),
    onDone: draft.forget,
  })
  const missing = assignment.missing_evidence.length > 0
  return (
    <Card component="section" aria-labelledby="submit" className={classes.card}>
      <h2 id="submit">{t('result.submitTitle')}</h2>
      {draft.restoredAt && (
        <p className={parts.quiet}>{t('common:form.restored', { at: formatInstant(draft.restoredAt) })}</p>
      )}
      <form
        className={parts.column}
        onSubmit={(event) => {
          event.preventDefault()
          submit.mutate()
        }}
      >
        <Textarea
          label={t('result.words')}
          description={t('result.wordsHelp')}
          value={result}
          onChange={(event) => draft.set({ ...draft.value, result: event.currentTarget.value })}
          autosize
          minRows={3}
          maxLength={8000}
        />
        <FigureInputs
          codes={assignment.figure_codes}
          value={figures}
          onChange={(next) => {
            setCleared(assignment.figure_codes.filter((code) => next[code] === undefined))
            draft.set({ ...draft.value, figures: next })
          }}
        />
        {filled && <p className={parts.quiet}>{t('result.fromRecords')}</p>}
        {missing && <p className={parts.quiet}>{t('evidence.missing')}</p>}
        <Button type="submit" loading={submit.isPending} disabled={missing || result.trim().length < 5}>
          {t('next.submit')}
        </Button>
      </form>
    </Card>
  )
}

import { Button, Card, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type AssignmentRead, submitAssignment } from '@/client'
import { ifMatch } from '@/lib/api'
import { formatInstant } from '@/lib/format'
import { useUnsavedDraft } from '@/ui/use-unsaved-draft'
import classes from './Assignments.module.css'
import { FigureInputs } from './FigureInputs'
import { useVerb } from './use-verb'

/** Handing in: what was done in words and figures; typed text survives a reload. */
export function ResultForm({ assignment }: { assignment: AssignmentRead }) {
  const { t } = useTranslation(['assignments', 'common'])
  const draft = useUnsavedDraft(`assignment:${assignment.id}:result`, {
    result: assignment.result,
    figures: assignment.figures,
  })
  const { result, figures } = draft.value
  const submit = useVerb({
    assignment,
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
        <p className={classes.quiet}>{t('common:form.restored', { at: formatInstant(draft.restoredAt) })}</p>
      )}
      <form
        className={classes.column}
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
          onChange={(next) => draft.set({ ...draft.value, figures: next })}
        />
        {missing && <p className={classes.quiet}>{t('evidence.missing')}</p>}
        <Button type="submit" loading={submit.isPending} disabled={missing || result.trim().length < 5}>
          {t('next.submit')}
        </Button>
      </form>
    </Card>
  )
}

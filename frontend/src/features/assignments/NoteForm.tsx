import { Button, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type AssignmentRead, addAssignmentNote } from '@/client'
import parts from '@/ui/parts.module.css'
import { useUnsavedDraft } from '@/ui/use-unsaved-draft'
import { FigureInputs } from './FigureInputs'
import { assignments } from './record'

/** Progress so far, in words and figures. */
export function NoteForm({ assignment }: { assignment: AssignmentRead }) {
  const { t } = useTranslation(['assignments', 'common'])
  const draft = useUnsavedDraft(`assignment:${assignment.id}:note`, {
    text: '',
    figures: {} as Record<string, number>,
  })
  const add = assignments.useVerb({
    done: 'note',
    call: (_, headers) =>
      addAssignmentNote({
        path: { assignment_id: assignment.id },
        headers,
        body: { text: draft.value.text.trim(), figures: draft.value.figures },
      }),
    onDone: draft.discard,
  })
  return (
    <form
      className={parts.column}
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate()
      }}
    >
      <Textarea
        label={t('note.words')}
        value={draft.value.text}
        onChange={(event) => draft.set({ ...draft.value, text: event.currentTarget.value })}
        autosize
        minRows={2}
        maxLength={8000}
      />
      <FigureInputs
        codes={assignment.figure_codes}
        value={draft.value.figures}
        onChange={(figures) => draft.set({ ...draft.value, figures })}
      />
      <Button
        type="submit"
        variant="default"
        loading={add.isPending}
        disabled={draft.value.text.trim() === ''}
      >
        {t('next.note')}
      </Button>
    </form>
  )
}

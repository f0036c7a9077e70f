import { Button, Textarea } from '@mantine/core'
import type { UseMutationResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CaseNote } from '@/client'
import { formatInstant } from '@/lib/format'
import parts from '@/ui/parts.module.css'
import { Fold } from './Fold'
import classes from './Incidents.module.css'
import { useKept } from './use-kept'

type Props = {
  notes: CaseNote[]
  /** Id of the report or case: what is typed waits under it while the page is locked. */
  of: string
  /** How a note is added; without it, nobody adds one any more. */
  add?: Pick<UseMutationResult<unknown, Error, string>, 'isPending' | 'mutate'>
}

/** Notes and messages of everybody who sees the case, newest first. */
export function NotesCard({ notes, of, add }: Props) {
  const { t } = useTranslation('incidents')
  const [text, setText] = useKept(`note:${of}`)
  return (
    <Fold title={t('notes.title')} aside={notes.length || ''} open={notes.length > 0}>
      {add && (
        <form
          className={parts.stack}
          onSubmit={(event) => {
            event.preventDefault()
            add.mutate(text.trim(), { onSuccess: () => setText('') })
          }}
        >
          <Textarea
            label={t('notes.label')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            autosize
            minRows={2}
            maxLength={8000}
          />
          <Button
            type="submit"
            variant="default"
            style={{ alignSelf: 'start' }}
            loading={add.isPending}
            disabled={text.trim() === ''}
          >
            {t('notes.add')}
          </Button>
        </form>
      )}
      {notes.length === 0 && <p className={parts.quiet}>{t('notes.none')}</p>}
      <ul className={parts.plain}>
        {[...notes].reverse().map((note) => (
          <li key={note.id} className={classes.note}>
            <p className={classes.text}>{note.text}</p>
            <p className={parts.quiet}>
              {note.author_name} · {formatInstant(note.written_at)}
            </p>
          </li>
        ))}
      </ul>
    </Fold>
  )
}

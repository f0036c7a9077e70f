import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { JobRead, SheetResult } from '@/client'
import { uploadFile, useAction } from '@/lib/api'
import { FilePicker } from './FilePicker'
import { saveMarked } from './marked-sheet'
import { showDone, showProblem } from './notices'
import { SheetFaults } from './SheetFaults'
import classes from './SheetImport.module.css'

/** What is said of a sheet; the plain words are those of `common:sheet`. */
type Say = (
  word: 'lead' | 'template' | 'done' | 'wrong' | 'cell' | 'counts' | 'again' | 'run',
  values?: Record<string, string | number | undefined>,
) => string

type Sheet<Answer> = {
  /** Where sheets are imported, e.g. `/api/v1/activities/import`: below it lie `trial` and `marked`. */
  address: string
  /** Address of the sheet to fill in. */
  template: string
  /** What is read anew afterwards, where the answer says what was done; without it the import runs as a job. */
  queryKey?: readonly string[]
  /** The server gives the person's own file back with what to correct in each row. */
  marked?: boolean
  title?: string
  say?: Say
  /** What else a trial tells. */
  beside?: (answer: Answer) => ReactNode
  /** What is to be read before the dialog closes. */
  after?: (answer: Answer, onClose: () => void) => ReactNode
}

/** A list from Excel: the sheet to fill in, a trial that names each wrong cell, then all rows or none. */
export function SheetImport({ address }: { address: string }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('sheet.open')}
      </Button>
      {open && (
        <SheetDialog<SheetResult>
          address={`${address}/import`}
          template={`${address}/template`}
          marked
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

/** The dialog of an import, for lists that tell more of themselves than rows. */
export function SheetDialog<Answer extends SheetResult>(props: Sheet<Answer> & { onClose: () => void }) {
  const { t } = useTranslation()
  const { address, queryKey, template, title, beside, after, onClose } = props
  const say: Say = props.say ?? ((word, values) => t(`sheet.${word}`, { ...values }))
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [trial, setTrial] = useState<{ file: File; answer: Answer } | null>(null)
  const run = useAction({
    action: ({ file, note }: { file: File; note: string }, headers) =>
      uploadFile<Answer | JobRead>(address, file, { headers, fields: note ? { correction_note: note } : {} }),
    onSuccess: async (answer, { file }) => {
      if ('asked_at' in answer) return navigate({ to: '/jobs/$jobId', params: { jobId: answer.id } })
      const { faults, created = 0, updated = 0 } = answer
      if (faults?.length) return setTrial({ file, answer })
      await queryClient.invalidateQueries({ queryKey })
      showDone(say('done', { count: created + updated }))
      if (!after?.(answer, onClose)) onClose()
    },
    onError: showProblem,
  })
  const done = run.data && !('asked_at' in run.data) ? run.data : undefined
  const left = done && !done.faults?.length && after?.(done, onClose)
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      closeOnClickOutside={!left}
      title={title ?? t('sheet.open')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack>
        {left ||
          (trial ? (
            <Trial
              say={say}
              address={props.marked ? address : undefined}
              file={trial.file}
              result={trial.answer}
              busy={run.isPending}
              onRun={(note) => run.mutate({ file: trial.file, note })}
              onAgain={() => setTrial(null)}
            >
              {beside?.(trial.answer)}
            </Trial>
          ) : (
            <>
              <p className={classes.lead}>{say('lead')}</p>
              <Group>
                <Button component="a" href={template} download variant="default">
                  {say('template')}
                </Button>
              </Group>
              <FilePicker
                accept=".xlsx"
                multiple={false}
                send={async (file, options) =>
                  setTrial({ file, answer: await uploadFile<Answer>(`${address}/trial`, file, options) })
                }
              />
            </>
          ))}
      </Stack>
    </Modal>
  )
}

type TrialProps = {
  say: Say
  /** Where the marked file is asked for, if it can be. */
  address?: string
  file: File
  result: Omit<SheetResult, 'dry_run'>
  busy: boolean
  /** With what the ward says of correcting records of units. */
  onRun: (note: string) => void
  onAgain: () => void
  children?: ReactNode
}

function Trial({ say, address, file, result, busy, onRun, onAgain, children }: TrialProps) {
  const { t } = useTranslation()
  const { faults = [], created = 0, updated = 0, corrected = 0, unchanged = 0 } = result
  const rows = created + updated
  const [note, setNote] = useState('')
  const owesNote = faults.length === 0 && corrected > 0
  const mark = useAction({ action: () => saveMarked(`${address}/marked`, file), onError: showProblem })
  return (
    <>
      {faults.length > 0 ? (
        <div role="alert">
          <p className={classes.lead}>{say('wrong', { count: faults.length })}</p>
          <SheetFaults faults={faults} cell={({ row, column }) => say('cell', { row, column })} />
        </div>
      ) : (
        <div role="status">
          <p className={classes.lead}>{say('counts', { created, updated, unchanged })}</p>
          {children}
        </div>
      )}
      {owesNote && (
        <Textarea
          label={t('sheet.note')}
          description={t('sheet.noteHelp', { count: corrected })}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          minRows={2}
          maxLength={2000}
          autosize
          required
        />
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onAgain}>
          {say('again')}
        </Button>
        {faults.length > 0 && address && (
          <Button loading={mark.isPending} onClick={() => mark.mutate(undefined)}>
            {t('sheet.marked')}
          </Button>
        )}
        {faults.length === 0 && rows > 0 && (
          <Button
            loading={busy}
            disabled={owesNote && note.trim().length < 5}
            onClick={() => onRun(note.trim())}
          >
            {say('run', { count: rows })}
          </Button>
        )}
      </Group>
    </>
  )
}

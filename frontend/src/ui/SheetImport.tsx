import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SheetResult } from '@/client'
import { apiFetch, uploadFile, useAction } from '@/lib/api'
import { FilePicker } from './FilePicker'
import { showDone, showProblem } from './notices'
import classes from './SheetImport.module.css'

type Props = {
  /** Address of the list, e.g. `/api/v1/activities`: below it lie `template`, `import` and `import/marked`. */
  address: string
  /** What is read anew afterwards. */
  queryKey: readonly string[]
}

/** A list from Excel: the sheet to fill in, a trial that names each wrong cell, then all rows or none. */
export function SheetImport(props: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('sheet.open')}
      </Button>
      {open && <ImportDialog {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

function ImportDialog({ address, queryKey, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [trial, setTrial] = useState<{ file: File; result: SheetResult } | null>(null)
  const at = (dryRun: boolean) => `${address}/import?dry_run=${dryRun}`
  const run = useAction({
    action: ({ file, note }: { file: File; note: string }, headers) =>
      uploadFile<SheetResult>(at(false), file, { headers, fields: note ? { correction_note: note } : {} }),
    onSuccess: async (result, { file }) => {
      if (result.faults?.length) return setTrial({ file, result })
      await queryClient.invalidateQueries({ queryKey })
      showDone(t('sheet.done', { count: (result.created ?? 0) + (result.updated ?? 0) }))
      onClose()
    },
    onError: showProblem,
  })
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('sheet.open')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack>
        {trial ? (
          <Trial
            address={address}
            file={trial.file}
            result={trial.result}
            busy={run.isPending}
            onRun={(note) => run.mutate({ file: trial.file, note })}
            onAgain={() => setTrial(null)}
          />
        ) : (
          <>
            <p className={classes.lead}>{t('sheet.lead')}</p>
            <Group>
              <Button component="a" href={`${address}/template`} download variant="default">
                {t('sheet.template')}
              </Button>
            </Group>
            <FilePicker
              accept=".xlsx"
              multiple={false}
              send={async (file, options) =>
                setTrial({ file, result: await uploadFile<SheetResult>(at(true), file, options) })
              }
            />
          </>
        )}
      </Stack>
    </Modal>
  )
}

type TrialProps = {
  address: string
  file: File
  result: SheetResult
  busy: boolean
  /** With what the ward says of mending records of units. */
  onRun: (note: string) => void
  onAgain: () => void
}

function Trial({ address, file, result, busy, onRun, onAgain }: TrialProps) {
  const { t } = useTranslation()
  const faults = result.faults ?? []
  const rows = (result.created ?? 0) + (result.updated ?? 0)
  const [note, setNote] = useState('')
  const owesNote = faults.length === 0 && (result.corrected ?? 0) > 0
  const mark = useAction({ action: () => marked(`${address}/import/marked`, file), onError: showProblem })
  return (
    <>
      {faults.length > 0 ? (
        <div role="alert">
          <p className={classes.lead}>{t('sheet.wrong', { count: faults.length })}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it */}
          <ul className={classes.faults} tabIndex={0}>
            {faults.map((one) => (
              <li key={`${one.row} ${one.column} ${one.detail}`}>
                <strong>{t('sheet.cell', { row: one.row, column: one.column })}</strong> {one.detail}
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <p className={classes.lead} role="status">
          {t('sheet.counts', {
            created: result.created,
            updated: result.updated,
            unchanged: result.unchanged,
          })}
        </p>
      )}
      {owesNote && (
        <Textarea
          label={t('sheet.note')}
          description={t('sheet.noteHelp', { count: result.corrected })}
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
          {t('sheet.again')}
        </Button>
        {faults.length > 0 && (
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
            {t('sheet.run', { count: rows })}
          </Button>
        )}
      </Group>
    </>
  )
}

/** Fetches the person's own file with what to mend in each row, and hands it to the browser to save. */
async function marked(url: string, file: File) {
  const form = new FormData()
  form.append('file', file)
  const reply = await apiFetch(url, { method: 'POST', body: form })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await reply.blob())
  link.download = `${file.name.replace(/\.xlsx$/i, '')}-can-sua.xlsx`
  link.click()
  URL.revokeObjectURL(link.href)
}

import { Button, Group, Modal, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportResult } from '@/client'
import { uploadFile, useAction } from '@/lib/api'
import { REGISTRY } from '@/lib/units'
import { FilePicker } from '@/ui/FilePicker'
import { FormErrors } from '@/ui/FormErrors'
import { showDone } from '@/ui/notices'
import { useFaults } from '@/ui/use-faults'
import type { Sending } from '@/ui/use-send-files'
import { ImportLinks } from './ImportLinks'
import classes from './registry.module.css'

type Props = { what: 'units' | 'people'; onClose: () => void }

/** A sheet of units or people: first what it would do, then doing it. */
export function ImportDialog({ what, onClose }: Props) {
  const { t } = useTranslation(['registry', 'common'])
  const queryClient = useQueryClient()
  const [trial, setTrial] = useState<{ file: File; result: ImportResult } | null>(null)
  const address = (dryRun: boolean) => `/api/v1/${what}/import?dry_run=${dryRun}`

  const send: Sending = async (file, options) =>
    setTrial({ file, result: await uploadFile<ImportResult>(address(true), file, options) })
  const run = useAction({
    action: (file: File, headers) => uploadFile<ImportResult>(address(false), file, { headers }),
    onSuccess: async (result, file) => {
      if (result.errors.length > 0) return setTrial({ file, result })
      await queryClient.invalidateQueries({ queryKey: REGISTRY })
      showDone(t('import.done', { count: result.created + result.updated }))
      if (Object.keys(result.set_up_links ?? {}).length === 0) onClose()
    },
  })
  const faults = useFaults(run.error, { form: 'import' })
  const links = run.data?.errors.length === 0 ? run.data.set_up_links : undefined

  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      closeOnClickOutside={!links}
      title={t(`import.${what}`)}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <Stack>
        <FormErrors faults={faults} />
        {links ? (
          <ImportLinks links={links} onClose={onClose} />
        ) : trial ? (
          <Trial
            result={trial.result}
            busy={run.isPending}
            onRun={() => run.mutate(trial.file)}
            onAgain={() => setTrial(null)}
          />
        ) : (
          <>
            <p className={classes.lead}>{t('import.lead')}</p>
            <Group>
              <Button component="a" href={`/api/v1/${what}/export`} download variant="default">
                {t('import.pattern')}
              </Button>
            </Group>
            <FilePicker send={send} accept=".xlsx" multiple={false} />
          </>
        )}
      </Stack>
    </Modal>
  )
}

type TrialProps = { result: ImportResult; busy: boolean; onRun: () => void; onAgain: () => void }

function Trial({ result, busy, onRun, onAgain }: TrialProps) {
  const { t } = useTranslation('registry')
  const rows = result.created + result.updated
  return (
    <>
      {result.errors.length > 0 ? (
        <div role="alert">
          <p className={classes.lead}>{t('import.wrong', { count: result.errors.length })}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it */}
          <ul className={classes.errors} tabIndex={0}>
            {result.errors.map((cell) => (
              <li key={`${cell.row} ${cell.column} ${cell.detail}`}>
                <strong>{t('import.cell', { row: cell.row, column: cell.column })}</strong> {cell.detail}
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <div role="status">
          <p className={classes.lead}>
            {t('import.counts', {
              created: result.created,
              updated: result.updated,
              unchanged: result.unchanged,
            })}
          </p>
          {(result.new_logins ?? []).length > 0 && (
            <>
              <p className={classes.lead}>{t('import.newLogins')}</p>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it */}
              <ul className={classes.errors} tabIndex={0}>
                {result.new_logins?.map((login) => (
                  <li key={login}>{login}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onAgain}>
          {t('import.again')}
        </Button>
        {result.errors.length === 0 && rows > 0 && (
          <Button loading={busy} onClick={onRun}>
            {t('import.run', { count: rows })}
          </Button>
        )}
      </Group>
    </>
  )
}

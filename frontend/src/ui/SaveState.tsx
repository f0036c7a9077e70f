import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '@/lib/format'
import parts from './parts.module.css'
import { useProblemText } from './problem-text'
import classes from './SaveState.module.css'
import type { Saved } from './use-server-draft'

/** Whether what was typed is on the server; and what to do where a colleague was faster. */
export function SaveState({ saved, onTheirs }: { saved: Saved; onTheirs: () => void }) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  if (saved.state === 'stale')
    return (
      <div className={parts.reason} role="alert">
        <p className={classes.text}>{t('save.stale')}</p>
        <div className={classes.ways}>
          <Button
            variant="default"
            onClick={() => {
              saved.drop()
              onTheirs()
            }}
          >
            {t('save.theirs')}
          </Button>
          <Button variant="default" onClick={() => saved.keepMine()}>
            {t('save.mine')}
          </Button>
        </div>
      </div>
    )
  if (saved.state === 'failed')
    return (
      <div className={parts.reason} role="alert">
        <p className={classes.text}>
          {t('save.failed')} {problemText(saved.error)}
        </p>
        <Button variant="default" mt={8} onClick={() => saved.flush()}>
          {t('save.again')}
        </Button>
      </div>
    )
  return (
    <p className={parts.quiet} role="status">
      {saved.state === 'saved'
        ? saved.savedAt
          ? t('save.saved', { at: formatInstant(saved.savedAt) })
          : t('save.bySelf')
        : t('save.saving')}
    </p>
  )
}

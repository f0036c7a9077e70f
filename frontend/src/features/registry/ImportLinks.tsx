import { Button, CopyButton, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './registry.module.css'

/** The one-time links of everybody a sheet has added; shown only now. */
export function ImportLinks({ links, onClose }: { links: Record<string, string>; onClose: () => void }) {
  const { t } = useTranslation('registry')
  const lines = Object.entries(links).map(([login, path]) => `${login}\t${window.location.origin}${path}`)
  return (
    <>
      <p className={classes.lead}>{t('import.links', { count: lines.length })}</p>
      <ul className={classes.roles}>
        {Object.keys(links).map((login) => (
          <li key={login}>{login}</li>
        ))}
      </ul>
      <Group justify="flex-end">
        <CopyButton value={lines.join('\n')}>
          {({ copied, copy }) => (
            <Button onClick={copy}>{t(copied ? 'link.copied' : 'import.copyLinks')}</Button>
          )}
        </CopyButton>
        <Button variant="default" onClick={onClose}>
          {t('link.kept')}
        </Button>
      </Group>
    </>
  )
}

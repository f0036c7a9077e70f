import { Button, CopyButton, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ResetLink } from '@/client'
import { formatInstant } from '@/lib/format'
import classes from './registry.module.css'

/** The link with which a person sets their password; it is shown only now. */
export function OneTimeLink({ link, name }: { link: ResetLink; name: string }) {
  const { t } = useTranslation('registry')
  const address = `${window.location.origin}${link.path}`
  return (
    <div className={classes.link}>
      {link.awaits_approval && (
        <p className={classes.warn} role="status">
          {t('link.awaits')}
        </p>
      )}
      <TextInput
        label={t('link.label', { name })}
        description={t('link.help', { until: formatInstant(link.expires_at) })}
        value={address}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={address}>
        {({ copied, copy }) => (
          <Button onClick={copy} leftSection={copied ? <IconCheck size={18} /> : <IconCopy size={18} />}>
            {t(copied ? 'link.copied' : 'link.copy')}
          </Button>
        )}
      </CopyButton>
    </div>
  )
}

import { IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './Incidents.module.css'

/** What every page of a report or case says first. */
export function SecretMark({ children }: { children?: string }) {
  const { t } = useTranslation('incidents')
  return (
    <p className={classes.secret} style={{ margin: 0 }}>
      <IconLock size={16} aria-hidden />
      <strong>{t('secret.mark')}</strong>
      <span>{children ?? t('secret.who')}</span>
    </p>
  )
}

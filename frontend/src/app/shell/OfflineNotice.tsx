import { useNetwork } from '@mantine/hooks'
import { IconWifiOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './Shell.module.css'

export function OfflineNotice() {
  const { t } = useTranslation()
  const { online } = useNetwork()
  return (
    <div role="status" className="no-print">
      {!online && (
        <p className={classes.offline}>
          <IconWifiOff size={20} aria-hidden />
          {t('offline')}
        </p>
      )}
    </div>
  )
}

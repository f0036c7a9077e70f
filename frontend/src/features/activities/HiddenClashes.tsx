import { IconAlertTriangleFilled } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './Calendar.module.css'

/** What is folded away and meets another at its place is said in words. */
export function HiddenClashes({ count }: { count: number }) {
  const { t } = useTranslation('activities')
  if (count === 0) return null
  return (
    <span className={classes.clash}>
      <IconAlertTriangleFilled size={14} aria-hidden />
      {t('calendar.hiddenClashes', { count })}
    </span>
  )
}

import { IconBell } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { unreadQuery } from '@/lib/notices'
import classes from './Shell.module.css'

const MOST = 99

/** How many notices the person hasn't opened; leads to them. */
export function Bell() {
  const { t } = useTranslation()
  const count = useQuery(unreadQuery).data?.unread ?? 0
  return (
    <Link
      to="/notices"
      className={classes.bell}
      aria-label={
        count > MOST ? t('bell.labelMany') : count > 0 ? t('bell.label', { count }) : t('bell.none')
      }
    >
      <IconBell size={23} stroke={1.8} aria-hidden />
      {count > 0 && (
        <span className={`${classes.bellCount} figure`} aria-hidden>
          {count > MOST ? t('bell.many') : count}
        </span>
      )}
    </Link>
  )
}

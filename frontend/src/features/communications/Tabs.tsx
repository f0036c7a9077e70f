import { useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '@/ui/LinkButton'
import classes from './Communications.module.css'

const PLACES = [
  { to: '/communications', key: 'events' },
  { to: '/communications/scripts', key: 'scripts' },
  { to: '/communications/banners', key: 'banners' },
  { to: '/communications/usage', key: 'usage' },
] as const

/** The four rooms of communication. */
export function Tabs() {
  const { t } = useTranslation('communications')
  const { pathname } = useLocation()
  return (
    <nav aria-label={t('tabs.label')} className={`${classes.tabs} no-print`}>
      {PLACES.map(({ to, key }) => (
        <LinkButton
          key={to}
          classNames={{ root: classes.tab, label: classes.tabLabel }}
          to={to}
          variant={pathname === to ? 'light' : 'default'}
          aria-current={pathname === to ? 'page' : undefined}
        >
          {t(`tabs.${key}`)}
        </LinkButton>
      ))}
    </nav>
  )
}

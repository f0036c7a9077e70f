/** The frame of every page for signed-in people: where am I, where can I go, who am I. */
import { Outlet, useMatches, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { may, useSession } from '@/lib/session'
import { placesOf, useContexts } from '@/ui/contexts'
import { NoPermission } from '@/ui/NoPermission'
import { AccountMenu } from './AccountMenu'
import { AccountNotices } from './AccountNotices'
import { Bell } from './Bell'
import { BottomBar } from './BottomBar'
import { OfflineNotice } from './OfflineNotice'
import { SearchBox } from './SearchBox'
import classes from './Shell.module.css'
import { SideNav } from './SideNav'

export function Shell() {
  const { t } = useTranslation()
  const session = useSession()
  const places = placesOf(useContexts(), session)
  const permission = useMatches({ select: (matches) => matches.at(-1)?.staticData.permission })
  const main = useFocusOnNavigation()

  return (
    <div className={classes.shell}>
      <a href="#main" className={`${classes.skip} no-print`}>
        {t('skip')}
      </a>
      <SideNav places={places} />
      <div className={classes.page}>
        <header className={`${classes.top} no-print`}>
          <div className={classes.where}>
            <span className={classes.ward}>{session.ward?.name ?? t('product')}</span>
            <strong className={classes.unit}>{placeName(session) ?? t('slogan')}</strong>
          </div>
          <SearchBox />
          {session.ward && <Bell />}
          <AccountMenu session={session} />
        </header>
        <OfflineNotice />
        <AccountNotices notices={session.notices} />
        <main id="main" ref={main} tabIndex={-1} className={classes.main}>
          {permission && !may(session, permission) ? <NoPermission /> : <Outlet />}
        </main>
      </div>
      <BottomBar places={places} />
    </div>
  )
}

/** The units a person acts for, or nothing when they act for the ward itself. */
function placeName(session: ReturnType<typeof useSession>): string | null {
  return session.units.length > 0 ? session.units.map((unit) => unit.name).join(', ') : null
}

/** After a change of page a screen reader starts at its content, not where the last page was left. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null)
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname })
  const before = useRef(path)
  useEffect(() => {
    if (before.current !== undefined && path !== before.current) main.current?.focus({ preventScroll: true })
    before.current = path
  }, [path])
  return main
}

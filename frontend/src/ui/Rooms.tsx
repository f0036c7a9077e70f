import { useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may, useSession } from '@/lib/session'
import { useContexts } from './contexts'
import { LinkButton } from './LinkButton'
import classes from './Rooms.module.css'

/** The rooms of one place of the navigation, whichever context each belongs to. */
export function Rooms({ of }: { of: string }) {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const session = useSession()
  const rooms = useContexts()
    .flatMap((context) => context.rooms ?? [])
    .filter((room) => room.of === of && (!room.permission || may(session, room.permission)))
    .sort((one, other) => one.rank - other.rank)
  return (
    <nav aria-label={t('room.label')} className={`${classes.rooms} no-print`}>
      {rooms.map(({ to, label, search }) => (
        <LinkButton
          key={to}
          classNames={{ root: classes.room, label: classes.roomLabel }}
          to={to}
          search={search}
          variant={pathname === to ? 'light' : 'default'}
          aria-current={pathname === to ? 'page' : undefined}
        >
          {t(`room.${label}`)}
        </LinkButton>
      ))}
    </nav>
  )
}

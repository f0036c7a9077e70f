import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Place } from '@/ui/contexts'
import { Logo } from '@/ui/Logo'
import classes from './Shell.module.css'

/** The navigation of a desktop. */
export function SideNav({ places }: { places: Place[] }) {
  const { t } = useTranslation()
  return (
    <nav aria-label={t('nav.label')} className={`${classes.side} no-print`}>
      <Link to="/" className={classes.brand}>
        <Logo size={38} />
        <span>
          <strong>{t('product')}</strong>
          <small>{t('slogan')}</small>
        </span>
      </Link>
      <ul>
        {places.map((place) => (
          <li key={place.to}>
            <PlaceLink place={place} className={classes.sideLink} iconSize={20} />
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** A link that says where it leads and whether the reader is there now. */
export function PlaceLink(props: {
  place: Place
  className?: string
  iconSize: number
  onClick?: () => void
}) {
  const { t } = useTranslation()
  const { place, iconSize, ...rest } = props
  return (
    <Link
      to={place.to}
      activeOptions={{ exact: place.to === '/', includeSearch: false }}
      activeProps={{ 'aria-current': 'page' }}
      {...rest}
    >
      <place.icon size={iconSize} stroke={1.8} />
      <span>{t(`nav.${place.label}`)}</span>
    </Link>
  )
}

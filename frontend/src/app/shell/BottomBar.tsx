import { Drawer, UnstyledButton } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Place } from '@/ui/contexts'
import { phoneBar } from '../navigation'
import classes from './Shell.module.css'
import { PlaceLink } from './SideNav'

/** The navigation of a phone: at the thumb, five places at most. */
export function BottomBar({ places }: { places: Place[] }) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  const { bar, rest } = phoneBar(places)
  return (
    <>
      <nav aria-label={t('nav.label')} className={`${classes.bottom} no-print`}>
        {bar.map((place) => (
          <PlaceLink key={place.to} place={place} className={classes.bottomLink} iconSize={23} />
        ))}
        {rest.length > 0 && (
          <UnstyledButton
            className={classes.bottomLink}
            aria-haspopup="dialog"
            onClick={() => setOpened(true)}
          >
            <IconDots size={23} stroke={1.8} />
            <span>{t('nav.more')}</span>
          </UnstyledButton>
        )}
      </nav>
      <Drawer
        opened={opened}
        onClose={() => setOpened(false)}
        position="bottom"
        size="auto"
        title={t('nav.moreTitle')}
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        <ul className={classes.rest}>
          {rest.map((place) => (
            <li key={place.to}>
              <PlaceLink
                place={place}
                className={classes.sideLink}
                iconSize={22}
                onClick={() => setOpened(false)}
              />
            </li>
          ))}
        </ul>
      </Drawer>
    </>
  )
}

import { Button } from '@mantine/core'
import { IconCalendarHeart, IconChecklist, IconFileText } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Language, setLanguage } from '@/lib/i18n'
import { Logo } from '@/ui/Logo'
import parts from '@/ui/parts.module.css'
import classes from './Doorway.module.css'
import { DoorwayPicture } from './DoorwayPicture'

/** The frame of the pages before sign-in: what this place is, beside the one thing to do. */
export function Doorway({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  const { t, i18n } = useTranslation(['identity', 'common'])
  const other: Language = i18n.language === 'vi' ? 'en' : 'vi'
  return (
    <div className={classes.doorway}>
      <title>{`${title} · ${t('common:product')}`}</title>
      <header className={classes.band}>
        <div className={classes.brand}>
          <Logo size={44} onBand />
          <div>
            <strong>{t('common:product')}</strong>
            <span>{t('common:slogan')}</span>
          </div>
        </div>
        <div className={classes.story}>
          <DoorwayPicture />
          <p className={classes.claim}>{t('signIn.story')}</p>
          <ul className={parts.plain}>
            <li>
              <IconFileText size={22} stroke={1.7} aria-hidden />
              {t('signIn.storyPlan')}
            </li>
            <li>
              <IconChecklist size={22} stroke={1.7} aria-hidden />
              {t('signIn.storyUnit')}
            </li>
            <li>
              <IconCalendarHeart size={22} stroke={1.7} aria-hidden />
              {t('signIn.storyReport')}
            </li>
          </ul>
        </div>
      </header>
      <main id="main" className={classes.main}>
        <div className={classes.card}>
          <div className={classes.words}>
            <h1>{title}</h1>
            {lead && <p>{lead}</p>}
          </div>
          {children}
        </div>
        <Button className={classes.language} variant="subtle" lang={other} onClick={() => setLanguage(other)}>
          {t(`common:language.${other}`)}
        </Button>
      </main>
    </div>
  )
}

import { useTranslation } from 'react-i18next'
import { Chip } from '@/ui/Chip'
import classes from './Incidents.module.css'

type Props = { urgent: boolean; parent_is_suspect?: boolean; online?: boolean }

/** What to know of a report or case at first sight. */
export function Marks({ urgent, parent_is_suspect, online }: Props) {
  const { t } = useTranslation('incidents')
  if (!urgent && !parent_is_suspect && !online) return null
  return (
    <span className={classes.marks}>
      {urgent && (
        <Chip tone="bad" shape="triangle">
          {t('mark.urgent')}
        </Chip>
      )}
      {parent_is_suspect && (
        <Chip tone="warm" shape="diamond">
          {t('mark.parent')}
        </Chip>
      )}
      {online && (
        <Chip tone="info" shape="ring">
          {t('mark.online')}
        </Chip>
      )}
    </span>
  )
}

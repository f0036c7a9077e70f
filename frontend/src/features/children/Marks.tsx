import { useTranslation } from 'react-i18next'
import type { ChildItem } from '@/client'
import { Chip } from '@/ui/Chip'
import classes from './Children.module.css'

/** What the reader may know of a child's circumstances, each in a word and a shape. */
export function Marks({ child }: { child: ChildItem }) {
  const { t } = useTranslation('children')
  const { poverty, groups, needs } = child
  if (!poverty && !groups?.length && !needs?.length) return null
  return (
    <span className={classes.marks}>
      {poverty && (
        <Chip tone="warm" shape="triangle">
          {t(`poverty.${poverty}`)}
        </Chip>
      )}
      {groups?.map((group) => (
        <Chip key={group} tone="info" shape="diamond">
          {t(`groupShort.${group}`)}
        </Chip>
      ))}
      {needs?.map((need) => (
        <Chip key={need} tone="mute" shape="ring">
          {t(`needShort.${need}`)}
        </Chip>
      ))}
    </span>
  )
}

import { useTranslation } from 'react-i18next'
import type { UnitRead } from '@/client'
import { Chip } from '@/ui/Chip'
import { isEmpty } from '../content/edit'
import type { Assignees } from '../content/types'
import { useFormerName } from './use-former-name'

const SHOWN = 2

/** Who gets the work, in a few chips; a question where nobody is chosen. */
export function AssigneeSummary({ assignees, units }: { assignees: Assignees; units: UnitRead[] }) {
  const { t } = useTranslation('plans')
  const formerName = useFormerName()
  if (isEmpty(assignees))
    return (
      <Chip tone="warm" shape="triangle">
        {t('assignee.choose')}
      </Chip>
    )
  const names = [
    ...assignees.unit_kinds.map((kind) => t('assignee.all', { kind: t(`unitKind.${kind}`) })),
    ...assignees.unit_ids.map((id) => units.find((unit) => unit.id === id)?.name ?? formerName(id)),
  ]
  return (
    <>
      {names.slice(0, SHOWN).map((name, index) => (
        <Chip key={`${name} ${index}`}>{name}</Chip>
      ))}
      {names.length > SHOWN && <Chip>{t('assignee.more', { count: names.length - SHOWN })}</Chip>}
      {assignees.certainty === 'proposed' && (
        <Chip tone="info" shape="ring">
          {t('assignee.proposed')}
        </Chip>
      )}
    </>
  )
}

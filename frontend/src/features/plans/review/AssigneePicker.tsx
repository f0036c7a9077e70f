import { MultiSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { UnitRead } from '@/client'
import { UNIT_KINDS } from '@/lib/units'
import { choose } from '../content/edit'
import type { Assignees } from '../content/types'
import { useFormerName } from './use-former-name'

type Props = {
  label: string
  description?: string
  value: Assignees | null
  units: UnitRead[]
  onChange: (assignees: Assignees) => void
}

const KIND = 'kind:'
type Kind = Assignees['unit_kinds'][number]

/** Chooses single units and whole kinds; the units that fit the printed name stand first. */
export function AssigneePicker({ label, description, value, units, onChange }: Props) {
  const { t } = useTranslation('plans')
  const formerName = useFormerName()
  const candidates = value?.candidates ?? []
  const option = (unit: UnitRead) => ({ value: unit.id, label: unit.name })
  const kinds = UNIT_KINDS.filter(
    (kind) => value?.unit_kinds.includes(kind) || units.filter((unit) => unit.kind === kind).length > 1,
  )
  const known = new Set(units.map((unit) => unit.id))
  const groups = [
    { group: t('assignee.candidates'), items: units.filter(({ id }) => candidates.includes(id)).map(option) },
    {
      group: t('assignee.kinds'),
      items: kinds.map((kind) => ({
        value: KIND + kind,
        label: t('assignee.all', { kind: t(`unitKind.${kind}`) }),
      })),
    },
    { group: t('assignee.units'), items: units.filter(({ id }) => !candidates.includes(id)).map(option) },
    {
      group: t('assignee.gone'),
      items: (value?.unit_ids ?? [])
        .filter((id) => !known.has(id))
        .map((id) => ({ value: id, label: formerName(id) })),
    },
  ]
  return (
    <MultiSelect
      label={label}
      description={description}
      placeholder={t('assignee.choose')}
      data={groups.filter(({ items }) => items.length > 0)}
      value={[...(value?.unit_kinds ?? []).map((kind) => KIND + kind), ...(value?.unit_ids ?? [])]}
      onChange={(chosen) =>
        onChange(
          choose(value, {
            unit_kinds: chosen
              .filter((one) => one.startsWith(KIND))
              .map((one) => one.slice(KIND.length) as Kind),
            unit_ids: chosen.filter((one) => !one.startsWith(KIND)),
          }),
        )
      }
      searchable
      clearable
      hidePickedOptions
      nothingFoundMessage={t('assignee.nothing')}
      clearButtonProps={{ 'aria-label': t('assignee.clear') }}
      maxDropdownHeight={300}
    />
  )
}

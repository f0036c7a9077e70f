import { useTranslation } from 'react-i18next'
import { Chip, type Shape, type Tone } from './Chip'

/** Every state of a record that people see, with the look that repeats its word (`state.*` in the texts). */
const LOOKS = {
  assigned: ['mute', 'ring'],
  acknowledged: ['brand', 'ring'],
  in_progress: ['brand', 'circle'],
  submitted: ['info', 'circle'],
  returned: ['bad', 'square'],
  accepted: ['ok', 'check'],
  withdrawn: ['mute', 'diamond'],
  draft: ['warm', 'diamond'],
  in_force: ['brand', 'circle'],
  closed: ['mute', 'square'],
  due_soon: ['warm', 'triangle'],
  overdue: ['bad', 'square'],
  late: ['bad', 'triangle'],
  planned: ['mute', 'ring'],
  announced: ['info', 'ring'],
  held: ['brand', 'circle'],
  reported: ['ok', 'check'],
  cancelled: ['mute', 'diamond'],
  done: ['brand', 'circle'],
  approved: ['ok', 'check'],
} as const satisfies Record<string, [Tone, Shape]>

export type State = keyof typeof LOOKS

export function StateChip({ state }: { state: State }) {
  const { t } = useTranslation()
  const [tone, shape] = LOOKS[state]
  return (
    <Chip tone={tone} shape={shape}>
      {t(`state.${state}`)}
    </Chip>
  )
}

import { useTranslation } from 'react-i18next'
import type { Level } from '@/client'
import { Chip, type Shape, type Tone } from '@/ui/Chip'

const LOOKS: Record<Level, [Tone, Shape]> = {
  high: ['bad', 'triangle'],
  medium: ['warm', 'diamond'],
  low: ['mute', 'ring'],
}

/** Cao, Trung bình, Thấp. */
export function RiskChip({ risk }: { risk: Level }) {
  const { t } = useTranslation('hazards')
  const [tone, shape] = LOOKS[risk]
  return (
    <Chip tone={tone} shape={shape}>
      {t(`level.${risk}`)}
    </Chip>
  )
}

import { useTranslation } from 'react-i18next'
import { textAt } from '@/lib/texts'
import { Chip } from './Chip'
import { useContexts } from './contexts'

/** The state of a record, in a word and the look that its context gives it. */
export function StateChip({ state }: { state: string }) {
  useTranslation()
  const looks = useContexts().map((context) => context.states?.[state])
  const [tone, shape] = looks.find(Boolean) ?? []
  return (
    <Chip tone={tone} shape={shape}>
      {textAt(`common:state.${state}`, state)}
    </Chip>
  )
}

import { useTranslation } from 'react-i18next'
import { textAt } from '@/lib/texts'
import { Chip } from './Chip'
import { useContexts } from './contexts'

/** The state of a record, in a word (the context's own, where it says it otherwise) and the look that it gives it. */
export function StateChip({ state, word }: { state: string; word?: string }) {
  useTranslation()
  const looks = useContexts().map((context) => context.states?.[state])
  const [tone, shape] = looks.find(Boolean) ?? []
  return (
    <Chip tone={tone} shape={shape}>
      {word ?? textAt(`common:state.${state}`, state)}
    </Chip>
  )
}

import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BirthKnown } from '@/client'
import { birthTyped, parseBirthOrAge } from './birth'

type Props = {
  id: string
  value: BirthKnown | undefined
  onChange: (birth: BirthKnown) => void
  error?: string
}

/** A birth as far as it is known, or an age; what can't be read stays as it was typed, with a word about it. */
export function BirthField({ id, value, onChange, error }: Props) {
  const { t } = useTranslation('incidents')
  const [typed, setTyped] = useState(() => birthTyped(value))
  const wrong = parseBirthOrAge(typed) === undefined
  return (
    <TextInput
      id={id}
      label={t('child.birth')}
      description={t('child.birthHelp')}
      autoComplete="off"
      value={typed}
      error={error ?? (wrong && t('child.birthWrong'))}
      onChange={(event) => {
        const text = event.currentTarget.value
        setTyped(text)
        const birth = parseBirthOrAge(text)
        if (birth) onChange(birth)
      }}
    />
  )
}

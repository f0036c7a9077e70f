import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

type Props = { label: string; value: string[]; onChange: (lines: string[]) => void }

/** A short list of texts, one a line. What is being typed keeps its empty lines until the field is left. */
export function LinesField({ label, value, onChange }: Props) {
  const { t } = useTranslation('plans')
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <Textarea
      label={label}
      description={t('head.onePerLine')}
      autosize
      minRows={2}
      value={typed ?? value.join('\n')}
      onChange={(event) => {
        const text = event.currentTarget.value
        setTyped(text)
        onChange(
          text
            .split('\n')
            .map((line) => line.trim())
            .filter(Boolean),
        )
      }}
      onBlur={() => setTyped(null)}
    />
  )
}

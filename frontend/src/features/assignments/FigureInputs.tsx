import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '@/lib/format'
import { textAt } from '@/lib/texts'
import parts from '@/ui/parts.module.css'
import { typedNumber } from './words'

type Props = {
  codes: string[]
  value: Record<string, number>
  onChange: (value: Record<string, number>) => void
}

/** The figures that this kind of work asks for: numeric keypad, thousand dots while typing. */
export function FigureInputs({ codes, value, onChange }: Props) {
  const { t } = useTranslation(['assignments', 'common'])
  if (codes.length === 0) return null
  const change = (code: string, text: string) => {
    const { [code]: _, ...rest } = value
    const number = typedNumber(text)
    onChange(number === null ? rest : { ...rest, [code]: number })
  }
  return (
    <fieldset className={parts.facts} style={{ border: 0, padding: 0 }}>
      <legend className="visually-hidden">{t('result.figures')}</legend>
      {codes.map((code) => (
        <TextInput
          key={code}
          label={textAt(`assignments:figureLabel.${code}`)}
          inputMode="numeric"
          autoComplete="off"
          value={value[code] === undefined ? '' : formatNumber(value[code])}
          onChange={(event) => change(code, event.currentTarget.value)}
        />
      ))}
    </fieldset>
  )
}

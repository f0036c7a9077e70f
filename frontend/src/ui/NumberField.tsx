import { TextInput, type TextInputProps } from '@mantine/core'
import { formatNumber } from '@/lib/format'

type Props = Omit<TextInputProps, 'value' | 'onChange' | 'inputMode'> & {
  /** 0 is shown as nothing: whoever counts writes over it. */
  value: number
  onChange: (value: number) => void
}

/** A count or whole đồng: numeric keypad, thousand dots while typing. */
export function NumberField({ value, onChange, ...rest }: Props) {
  return (
    <TextInput
      inputMode="numeric"
      autoComplete="off"
      placeholder="0"
      value={value === 0 ? '' : formatNumber(value)}
      onChange={(event) => onChange(Number(event.currentTarget.value.replace(/\D/g, '').slice(0, 13)))}
      {...rest}
    />
  )
}

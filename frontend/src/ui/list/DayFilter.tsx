import { DateField } from '../DateField'

type Props = { label: string; value: string | null; onChange: (iso: string | null) => void }

/** One end of a range of days; the name stands in the field until a day does. */
export function DayFilter({ label, ...rest }: Props) {
  return <DateField aria-label={label} placeholder={label} {...rest} />
}

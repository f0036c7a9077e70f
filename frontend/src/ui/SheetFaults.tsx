import type { SheetFault } from '@/client'
import classes from './SheetImport.module.css'

type Props = {
  faults: SheetFault[]
  /** "Dòng 5, cột «Ngày sinh»:". */
  cell: (fault: SheetFault) => string
}

/** Every wrong cell of a sheet with what to correct in it. */
export function SheetFaults({ faults, cell }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it
    <ul className={classes.faults} tabIndex={0}>
      {faults.map((one) => (
        <li key={`${one.row} ${one.column} ${one.detail}`}>
          <strong>{cell(one)}</strong> {one.detail}
        </li>
      ))}
    </ul>
  )
}

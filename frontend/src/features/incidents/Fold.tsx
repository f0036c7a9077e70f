import { Card } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import classes from './Incidents.module.css'

type Props = {
  title: string
  /** Beside the title: how many, or what is in it. */
  aside?: ReactNode
  open?: boolean
  /** Within a form, without a card of its own. */
  plain?: boolean
  children: ReactNode
}

/** A part of a long page, folded until somebody needs it. */
export function Fold({ title, aside, open = false, plain, children }: Props) {
  const [unfolded, setUnfolded] = useState(open)
  const fold = (
    <details
      className={classes.fold}
      open={unfolded}
      onToggle={(event) => setUnfolded(event.currentTarget.open)}
    >
      <summary>
        {title}
        {aside !== undefined && aside !== '' && <small>{aside}</small>}
      </summary>
      <div className={classes.inner}>{children}</div>
    </details>
  )
  return plain ? fold : <Card py={8}>{fold}</Card>
}

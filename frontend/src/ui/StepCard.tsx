import { Card } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './StepCard.module.css'

/** What is to be done with a record now, in words, and the buttons that do it. */
export function StepCard({ title, help, children }: { title: string; help?: string; children: ReactNode }) {
  return (
    <Card className={`${classes.card} no-print`}>
      <div className={classes.words}>
        <h2>{title}</h2>
        {help && <p>{help}</p>}
      </div>
      {children}
    </Card>
  )
}

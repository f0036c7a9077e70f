import { Card } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import classes from './AssignmentLinks.module.css'

type Props = { title: string; assignments: { id: string; number: string | number; text: string }[] }

/** The tasks that a record proves. */
export function AssignmentLinks({ title, assignments }: Props) {
  if (assignments.length === 0) return null
  return (
    <Card component="section" aria-labelledby="assignments" className={classes.card}>
      <h2 id="assignments">{title}</h2>
      <ul>
        {assignments.map((one) => (
          <li key={one.id}>
            <Link to="/assignments/$assignmentId" params={{ assignmentId: one.id }}>
              {one.number}. {one.text}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}

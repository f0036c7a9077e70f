import { Button } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'

/** Takes a part out of the plan; `label` names it where several such buttons stand on the page. */
export function DropButton({
  label,
  onDrop,
  children,
}: {
  label?: string
  onDrop: () => void
  children: ReactNode
}) {
  return (
    <Button
      variant="subtle"
      color="red"
      leftSection={<IconTrash size={18} />}
      aria-label={label}
      onClick={onDrop}
    >
      {children}
    </Button>
  )
}

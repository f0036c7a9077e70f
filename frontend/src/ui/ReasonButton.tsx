import { Button, type ButtonProps } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { ReasonDialog } from './ReasonDialog'

type Props = {
  /** The step itself: takes the reason. */
  verb: {
    isPending: boolean
    mutate: (reason: string, options: { onSuccess: () => void }) => void
  }
  /** The dialog's heading, its field and the verb of its button. */
  title: string
  label: string
  help: string
  send: string
  children: ReactNode
} & Pick<ButtonProps, 'variant' | 'color'>

/** A step back: the button asks for the reason, which the other side reads first. */
export function ReasonButton({ verb, children, variant = 'default', color, ...dialog }: Props) {
  const [asking, setAsking] = useState(false)
  const close = () => setAsking(false)
  return (
    <>
      <Button variant={variant} color={color} onClick={() => setAsking(true)}>
        {children}
      </Button>
      <ReasonDialog
        {...dialog}
        opened={asking}
        busy={verb.isPending}
        onSend={(reason) => verb.mutate(reason, { onSuccess: close })}
        onClose={close}
      />
    </>
  )
}

import { Button } from '@mantine/core'
import type { ComponentProps } from 'react'
import type { ReasonButton } from '@/ui/ReasonButton'
import { ReasonDialog } from '@/ui/ReasonDialog'
import { useKeptState } from './use-kept'

type DialogProps = Omit<ComponentProps<typeof ReasonDialog>, 'typed'> & {
  /** Under which it waits while the page is locked: what is asked, of which record. */
  name: string
}

/** The reason for a step on a secret page: what was typed survives the lock. */
export function KeptReasonDialog({ name, ...dialog }: DialogProps) {
  const typed = useKeptState(`reason:${name}`, '')
  return <ReasonDialog {...dialog} typed={typed} />
}

type ButtonProps = ComponentProps<typeof ReasonButton> & Pick<DialogProps, 'name'>

/** `ReasonButton` of a secret page: after the lock the dialog stands there as it was. */
export function KeptReasonButton({
  verb,
  children,
  name,
  variant = 'default',
  color,
  ...dialog
}: ButtonProps) {
  const [asking, setAsking] = useKeptState(`asking:${name}`, false)
  const close = () => setAsking(false)
  return (
    <>
      <Button variant={variant} color={color} onClick={() => setAsking(true)}>
        {children}
      </Button>
      <KeptReasonDialog
        {...dialog}
        name={name}
        opened={asking}
        busy={verb.isPending}
        onSend={(reason) => verb.mutate(reason, { onSuccess: close })}
        onClose={close}
      />
    </>
  )
}

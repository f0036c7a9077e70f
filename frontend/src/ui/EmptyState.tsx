import { IconInbox } from '@tabler/icons-react'
import type { ComponentProps } from 'react'
import { Message } from './Message'

/** An empty list: `title` says so, the body says what to do, `action` lets one do it. */
export function EmptyState({
  icon = IconInbox,
  ...rest
}: Omit<ComponentProps<typeof Message>, 'icon' | 'tone'> & { icon?: typeof IconInbox }) {
  return <Message icon={icon} {...rest} />
}

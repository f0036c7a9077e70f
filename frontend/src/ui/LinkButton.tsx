import { Button, Menu } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import { type ComponentProps, forwardRef } from 'react'

type Anchor<Props> = Omit<Props, 'component' | 'renderRoot'>

const AnchorButton = forwardRef<HTMLAnchorElement, Anchor<ComponentProps<typeof Button<'a'>>>>(
  function AnchorButton(props, ref) {
    return <Button component="a" ref={ref} {...props} />
  },
)
const AnchorItem = forwardRef<HTMLAnchorElement, Anchor<ComponentProps<typeof Menu.Item<'a'>>>>(
  function AnchorItem(props, ref) {
    return <Menu.Item component="a" ref={ref} {...props} />
  },
)

/** A button that leads to another page: a path or an entry that doesn't exist fails the type check. */
export const LinkButton = createLink(AnchorButton)

/** The same in a menu. */
export const LinkItem = createLink(AnchorItem)

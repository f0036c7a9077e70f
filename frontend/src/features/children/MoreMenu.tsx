import { Button, Menu } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowsSplit,
  IconDoorExit,
  IconDots,
  IconGitMerge,
  IconSchool,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChildRead } from '@/client'
import { EnrolDialog } from './EnrolDialog'
import { MergeDialog } from './MergeDialog'
import { LeaveDialog, ReturnDialog } from './PresenceDialogs'
import { useUnmerge } from './use-unmerge'

const ITEMS = [
  ['enrol', IconSchool],
  ['leave', IconDoorExit],
  ['return', IconArrowBackUp],
  ['merge', IconGitMerge],
] as const
const DIALOGS = { enrol: EnrolDialog, leave: LeaveDialog, return: ReturnDialog, merge: MergeDialog }

/** What is done with a record now and then. */
export function MoreMenu({ child }: { child: ChildRead }) {
  const { t } = useTranslation(['children', 'common'])
  const [open, setOpen] = useState<keyof typeof DIALOGS | null>(null)
  const unmerge = useUnmerge(child)
  const items = ITEMS.filter(([verb]) => child.allowed_actions.includes(verb))
  const apart = child.allowed_actions.includes('unmerge')
  if (items.length === 0 && !apart) return null
  const Dialog = open && DIALOGS[open]
  return (
    <>
      <Menu>
        <Menu.Target>
          <Button variant="default" leftSection={<IconDots size={18} aria-hidden />}>
            {t('common:action.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {items.map(([verb, Icon]) => (
            <Menu.Item key={verb} leftSection={<Icon size={18} />} onClick={() => setOpen(verb)}>
              {t(`action.${verb}`)}
            </Menu.Item>
          ))}
          {apart && (
            <Menu.Item leftSection={<IconArrowsSplit size={18} />} onClick={() => unmerge.mutate()}>
              {t('action.unmerge')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {Dialog && <Dialog child={child} onClose={() => setOpen(null)} />}
    </>
  )
}

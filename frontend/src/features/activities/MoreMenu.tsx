import { Button, Menu } from '@mantine/core'
import { IconDots, IconMail, IconPrinter, IconRepeat, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ActivityRead, cancelActivity } from '@/client'
import { ifMatch } from '@/lib/api'
import { LinkItem } from '@/ui/LinkButton'
import { ReasonDialog } from '@/ui/ReasonDialog'
import { CopyDialog } from './CopyDialog'
import { activities } from './record'

/** What is done now and then: papers for the day, the same again, calling it off. */
export function MoreMenu({ activity }: { activity: ActivityRead }) {
  const { t } = useTranslation(['activities', 'common'])
  const [open, setOpen] = useState<'copy' | 'cancel' | null>(null)
  const cancel = activities.useVerb<string>({
    done: 'cancelled',
    call: (reason) =>
      cancelActivity({ path: { activity_id: activity.id }, headers: ifMatch(activity), body: { reason } }),
    onDone: () => setOpen(null),
  })
  const may = (verb: ActivityRead['allowed_actions'][number]) => activity.allowed_actions.includes(verb)
  const params = { activityId: activity.id }
  return (
    <>
      <Menu>
        <Menu.Target>
          <Button variant="default" leftSection={<IconDots size={18} aria-hidden />}>
            {t('common:action.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <LinkItem
            to="/activities/$activityId/attendance"
            params={params}
            leftSection={<IconPrinter size={18} />}
          >
            {t('action.attendance')}
          </LinkItem>
          <LinkItem
            to="/activities/$activityId/invitation"
            params={params}
            leftSection={<IconMail size={18} />}
          >
            {t('action.invitation')}
          </LinkItem>
          {may('copy') && (
            <Menu.Item leftSection={<IconRepeat size={18} />} onClick={() => setOpen('copy')}>
              {t('action.copy')}
            </Menu.Item>
          )}
          {may('cancel') && (
            <Menu.Item leftSection={<IconX size={18} />} onClick={() => setOpen('cancel')}>
              {t('action.cancel')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {open === 'copy' && <CopyDialog activity={activity} onClose={() => setOpen(null)} />}
      <ReasonDialog
        opened={open === 'cancel'}
        title={t('cancel.title', { title: activity.title })}
        label={t('common:record.whyCancel')}
        help={t('cancel.help')}
        send={t('action.cancel')}
        busy={cancel.isPending}
        onSend={cancel.mutate}
        onClose={() => setOpen(null)}
      />
    </>
  )
}

import { Button, Menu } from '@mantine/core'
import { IconArrowBackUp, IconCopy, IconDots, IconLockOpen, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cancelGiftRound, type RoundRead, reopenGiftRound, returnGiftRound } from '@/client'
import { ifMatch } from '@/lib/api'
import { ReasonDialog } from '@/ui/ReasonDialog'
import { RollDialog } from './RollDialog'
import { rounds } from './record'

const ITEMS = [
  ['roll', IconCopy],
  ['return', IconArrowBackUp],
  ['reopen', IconLockOpen],
  ['cancel', IconX],
] as const

/** What is done with a round now and then. */
export function RoundMenu({ round }: { round: RoundRead }) {
  const { t } = useTranslation(['giving', 'common'])
  const [open, setOpen] = useState<(typeof ITEMS)[number][0] | null>(null)
  const of = { path: { round_id: round.id }, headers: ifMatch(round) }
  const close = () => setOpen(null)
  const back = rounds.useVerb<string>({
    done: 'sentBack',
    call: (reason) => returnGiftRound({ ...of, body: { reason } }),
    onDone: close,
  })
  const reopen = rounds.useVerb<string>({
    done: 'reopened',
    call: (reason) => reopenGiftRound({ ...of, body: { reason } }),
    onDone: close,
  })
  const cancel = rounds.useVerb<string>({
    done: 'cancelled',
    call: (reason) => cancelGiftRound({ ...of, body: { reason } }),
    onDone: close,
  })
  const items = ITEMS.filter(([verb]) => round.allowed_actions.includes(verb))
  if (items.length === 0) return null
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
        </Menu.Dropdown>
      </Menu>
      {open === 'roll' && <RollDialog round={round} onClose={close} />}
      <ReasonDialog
        opened={open === 'return'}
        title={t('back.title')}
        label={t('back.label')}
        help={t('back.help')}
        send={t('action.return')}
        busy={back.isPending}
        onSend={(reason) => back.mutate(reason)}
        onClose={close}
      />
      <ReasonDialog
        opened={open === 'reopen'}
        title={t('reopen.title')}
        label={t('reopen.label')}
        help={t('reopen.help')}
        send={t('action.reopen')}
        busy={reopen.isPending}
        onSend={(reason) => reopen.mutate(reason)}
        onClose={close}
      />
      <ReasonDialog
        opened={open === 'cancel'}
        title={t('cancel.title')}
        label={t('common:record.whyCancel')}
        help={t('cancel.help')}
        send={t('action.cancel')}
        busy={cancel.isPending}
        onSend={(reason) => cancel.mutate(reason)}
        onClose={close}
      />
    </>
  )
}

import { Button, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { amendPlan, closePlan, discardPlanDraft, type PlanRead, reopenPlan, supplementPlan } from '@/client'
import { ifMatch, unwrap, useAction } from '@/lib/api'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { LinkButton } from '@/ui/LinkButton'
import { showDone, showProblem } from '@/ui/notices'
import { fanOutQuery, planKeys } from './api'
import { ComposeDialog } from './ComposeDialog'
import { UploadDialog } from './UploadDialog'

/** Everything that may be done with the plan now, as the server says. */
export function PlanActions({ plan }: { plan: PlanRead }) {
  const { t } = useTranslation(['plans', 'common'])
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [open, setOpen] = useState<'upload' | 'copy' | 'close' | 'discard' | null>(null)
  const can = (action: string) => plan.allowed_actions.includes(action)
  const path = { plan_id: plan.id }
  const fresh = () => queryClient.invalidateQueries({ queryKey: planKeys.all })

  // With an amendment open, the preview is about that; the count is of the plan in force only without one.
  const mayCount = can('supplement') && !plan.has_open_revision
  const fanOut = useQuery({ ...fanOutQuery(plan.id, plan.version), enabled: mayCount })
  const waiting = mayCount ? (fanOut.data?.new ?? 0) : 0

  const review = () => navigate({ to: '/plans/$planId/review', params: { planId: plan.id } })
  const amend = useAction({
    action: () => amendPlan({ path }),
    onSuccess: async () => {
      await fresh()
      await review()
    },
    onError: showProblem,
  })
  const supplement = useAction({
    action: () => supplementPlan({ path, headers: ifMatch(plan) }).then(unwrap),
    onSuccess: (done) => {
      queryClient.setQueryData(planKeys.publication(plan.id), done)
      return fresh()
    },
    onError: showProblem,
  })
  const settle = useAction({
    action: (verb: typeof closePlan | typeof reopenPlan) =>
      verb({ path, headers: ifMatch(plan) }).then(unwrap),
    onSuccess: (done) => {
      setOpen(null)
      showDone(t(done.state === 'closed' ? 'close.done' : 'reopen.done'))
      return fresh()
    },
    onError: (error) => {
      setOpen(null)
      showProblem(error)
    },
  })
  const discard = useAction({
    action: () => discardPlanDraft({ path, headers: ifMatch(plan) }),
    onSuccess: async () => {
      setOpen(null)
      showDone(t('discard.done'))
      if (plan.state === 'draft') await navigate({ to: '/plans' })
      await fresh()
    },
    onError: showProblem,
  })

  if (plan.allowed_actions.length === 0) return null
  return (
    <>
      {can('edit') && plan.state !== 'draft' && (
        <LinkButton variant="default" to="/plans/$planId/review" params={{ planId: plan.id }}>
          {t('plan.continueAmend')}
        </LinkButton>
      )}
      {waiting > 0 && (
        <Button variant="default" loading={supplement.isPending} onClick={() => supplement.mutate()}>
          {t('plan.supplement', { count: waiting })}
        </Button>
      )}
      <Menu>
        <Menu.Target>
          <Button variant="default" leftSection={<IconDots size={20} />}>
            {t('common:action.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {can('amend') && (
            <Menu.Item disabled={amend.isPending} onClick={() => amend.mutate()}>
              {t('plan.amend')}
            </Menu.Item>
          )}
          {(can('amend') || can('edit')) && (
            <Menu.Item onClick={() => setOpen('upload')}>{t('upload.compareTitle')}</Menu.Item>
          )}
          {can('copy') && <Menu.Item onClick={() => setOpen('copy')}>{t('plan.copy')}</Menu.Item>}
          {can('reopen') && (
            <Menu.Item onClick={() => settle.mutate(reopenPlan)}>{t('reopen.action')}</Menu.Item>
          )}
          {can('discard') && (
            <Menu.Item c="var(--bad)" onClick={() => setOpen('discard')}>
              {t('discard.action')}
            </Menu.Item>
          )}
          {can('close') && <Menu.Item onClick={() => setOpen('close')}>{t('close.action')}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      <UploadDialog opened={open === 'upload'} onClose={() => setOpen(null)} planId={plan.id} />
      {can('copy') && <ComposeDialog opened={open === 'copy'} onClose={() => setOpen(null)} from={plan} />}
      <ConfirmDialog
        opened={open === 'close'}
        title={t('close.title', { title: plan.title })}
        confirm={t('close.action')}
        busy={settle.isPending}
        onConfirm={() => settle.mutate(closePlan)}
        onClose={() => setOpen(null)}
      >
        {t('close.body')}
      </ConfirmDialog>
      <ConfirmDialog
        opened={open === 'discard'}
        title={t('discard.title', { title: plan.title })}
        confirm={t('discard.action')}
        busy={discard.isPending}
        onConfirm={() => discard.mutate()}
        onClose={() => setOpen(null)}
      >
        {t(plan.state === 'draft' ? 'discard.draftBody' : 'discard.amendmentBody')}
      </ConfirmDialog>
    </>
  )
}

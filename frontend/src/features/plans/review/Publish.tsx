import { Button, Group, Modal, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type FanOutRead, publishPlan } from '@/client'
import { ifMatch, unwrap, useAction } from '@/lib/api'
import { FormErrors } from '@/ui/FormErrors'
import { useProblemText } from '@/ui/problem-text'
import { planKeys, planQuery } from '../api'
import type { Draft } from './use-draft'

/** The page's one big step: names the plan and the number, then gives the tasks out. */
export function Publish({
  planId,
  draft,
  fanOut,
}: {
  planId: string
  draft: Draft
  fanOut: FanOutRead | undefined
}) {
  const { t } = useTranslation(['plans', 'common'])
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const problemText = useProblemText()
  const [opened, setOpened] = useState(false)
  const count = fanOut?.assignments ?? 0
  const units = new Set(fanOut?.tasks.flatMap((task) => task.unit_ids)).size

  const publish = useAction({
    action: async () => {
      // The version on this screen: what a colleague saved since must be seen before it goes out.
      const draft_version = await draft.flush()
      const plan = await queryClient.fetchQuery({ ...planQuery(planId), staleTime: 0 })
      return publishPlan({
        path: { plan_id: planId },
        body: { draft_version },
        headers: ifMatch(plan),
      }).then(unwrap)
    },
    onSuccess: async (done) => {
      queryClient.setQueryData(planKeys.publication(planId), done)
      await navigate({ to: '/plans/$planId', params: { planId } })
      await queryClient.invalidateQueries({ queryKey: planKeys.all })
      await queryClient.invalidateQueries({ queryKey: ['assignments'] })
    },
  })

  return (
    <>
      <Button disabled={!fanOut || fanOut.blockers.length > 0} onClick={() => setOpened(true)}>
        {t('publish.action', { count })}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('publish.title', { title: draft.content.title })}
        closeButtonProps={{ 'aria-label': t('common:action.close') }}
      >
        <Stack>
          <FormErrors faults={publish.error ? [{ message: problemText(publish.error) }] : []} />
          <div>{t('publish.body', { count, units })}</div>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setOpened(false)}>
              {t('common:action.cancel')}
            </Button>
            <Button loading={publish.isPending} onClick={() => publish.mutate()} data-autofocus>
              {t('publish.action', { count })}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}

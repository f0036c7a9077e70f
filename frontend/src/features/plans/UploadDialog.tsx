import { Button, Group, Modal, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanImportRead } from '@/client'
import { uploadFile } from '@/lib/api'
import { FilePicker } from '@/ui/FilePicker'
import { showDone } from '@/ui/notices'
import type { Sending } from '@/ui/use-send-files'
import { planKeys } from './api'

type Props = {
  opened: boolean
  onClose: () => void
  /** Compare the file with this plan instead of starting a new one. */
  planId?: string
}

/** Sends a plan's document to be read, then leads to what was read. */
export function UploadDialog({ opened, onClose, planId }: Props) {
  const { t } = useTranslation(['plans', 'common'])
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [read, setRead] = useState<PlanImportRead | null>(null)

  const close = () => {
    setRead(null)
    onClose()
  }
  const compare = (withPlan: string, file: PlanImportRead) =>
    navigate({ to: '/plans/$planId/compare/$importId', params: { planId: withPlan, importId: file.id } })
  const openDraft = (file: PlanImportRead) =>
    navigate({
      to: file.plan_state === 'draft' ? '/plans/$planId/review' : '/plans/$planId',
      params: { planId: file.plan_id },
    })

  const send: Sending = async (file, options) => {
    const done = await uploadFile<PlanImportRead>('/api/v1/plan-imports', file, {
      ...options,
      fields: planId ? { plan_id: planId } : {},
    })
    await queryClient.invalidateQueries({ queryKey: planKeys.all })
    if (planId) return compare(planId, done)
    if (done.similar_plan) return setRead(done)
    if (done.existing) showDone(t('upload.existing'))
    return openDraft(done)
  }

  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t(planId ? 'upload.compareTitle' : 'upload.open')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      {read?.similar_plan ? (
        <Stack>
          <div>{t('upload.similar', { title: read.similar_plan.title, year: read.similar_plan.year })}</div>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => openDraft(read)}>
              {t('upload.openNew')}
            </Button>
            <Button onClick={() => read.similar_plan && compare(read.similar_plan.id, read)} data-autofocus>
              {t('upload.compare')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <Stack>
          <div>{t(planId ? 'upload.compareLead' : 'upload.lead')}</div>
          <FilePicker send={send} accept=".txt,.docx,.pdf" multiple={false} />
        </Stack>
      )}
    </Modal>
  )
}

import { Button, Group, Modal, NumberInput, Select, Stack } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { composePlan, type PlanCompose } from '@/client'
import { unwrap, useAction } from '@/lib/api'
import { today } from '@/lib/format'
import { FormErrors } from '@/ui/FormErrors'
import { useRecordForm } from '@/ui/use-record-form'
import { planKeys, plansQuery } from './api'

const TEMPLATE = 'template'
const REFUSALS = { form: 'compose' }

type Props = {
  opened: boolean
  onClose: () => void
  /** Copies this plan. */
  from?: { id: string; year: number }
}

/** A new plan without a document: from the template or from an older plan with its dates moved. */
export function ComposeDialog({ opened, onClose, from }: Props) {
  const { t } = useTranslation(['plans', 'common'])
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const plans = useQuery({ ...plansQuery, enabled: opened })
  const compose = useAction({
    action: (body: PlanCompose, headers) => composePlan({ body, headers }).then(unwrap),
    onSuccess: async (plan) => {
      await queryClient.invalidateQueries({ queryKey: planKeys.list })
      await navigate({ to: '/plans/$planId/review', params: { planId: plan.id } })
    },
  })

  const form = useRecordForm<{ plan_id: string; year: number | string }>({
    values: { plan_id: from?.id ?? TEMPLATE, year: from ? from.year + 1 : Number(today().slice(0, 4)) },
    error: compose.error,
    refusals: REFUSALS,
    onSave: ({ plan_id, year }) =>
      compose.mutate({
        source: plan_id === TEMPLATE ? 'template' : 'plan',
        plan_id: plan_id === TEMPLATE ? null : plan_id,
        year: Number(year),
      }),
  })

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('compose.open')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <form onSubmit={form.onSubmit}>
        <Stack>
          <FormErrors faults={form.faults} />
          <Select
            {...form.field('plan_id')}
            label={t('compose.source')}
            description={t('compose.sourceHelp')}
            data={[
              { value: TEMPLATE, label: t('compose.template') },
              ...(plans.data?.items ?? []).map((plan) => ({
                value: plan.id,
                label: `${plan.year} · ${plan.title}`,
              })),
            ]}
            allowDeselect={false}
          />
          <NumberInput
            {...form.field('year')}
            label={t('compose.year')}
            min={2000}
            max={2100}
            allowDecimal={false}
            hideControls
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={compose.isPending}>
              {t('compose.start')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

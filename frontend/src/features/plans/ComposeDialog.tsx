import { Button, Group, Modal, NumberInput, Select, Stack } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { composePlan, type PlanCompose } from '@/client'
import { unwrap, useAction } from '@/lib/api'
import { today } from '@/lib/format'
import { FormErrors } from '@/ui/FormErrors'
import { useProblemText } from '@/ui/problem-text'
import { planKeys, plansQuery } from './api'

const TEMPLATE = 'template'

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
  const problemText = useProblemText()
  const plans = useQuery({ ...plansQuery, enabled: opened })
  const [source, setSource] = useState(from?.id ?? TEMPLATE)
  const [year, setYear] = useState<number | string>(from ? from.year + 1 : Number(today().slice(0, 4)))

  const compose = useAction({
    action: (body: PlanCompose, headers) => composePlan({ body, headers }).then(unwrap),
    onSuccess: async (plan) => {
      await queryClient.invalidateQueries({ queryKey: planKeys.list })
      await navigate({ to: '/plans/$planId/review', params: { planId: plan.id } })
    },
  })

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('compose.open')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          compose.mutate({
            source: source === TEMPLATE ? 'template' : 'plan',
            plan_id: source === TEMPLATE ? null : source,
            year: Number(year),
          })
        }}
      >
        <Stack>
          <FormErrors faults={compose.error ? [{ message: problemText(compose.error) }] : []} />
          <Select
            label={t('compose.source')}
            description={t('compose.sourceHelp')}
            data={[
              { value: TEMPLATE, label: t('compose.template') },
              ...(plans.data?.items ?? []).map((plan) => ({
                value: plan.id,
                label: `${plan.year} · ${plan.title}`,
              })),
            ]}
            value={source}
            onChange={(value) => setSource(value ?? TEMPLATE)}
            allowDeselect={false}
          />
          <NumberInput
            label={t('compose.year')}
            value={year}
            onChange={setYear}
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

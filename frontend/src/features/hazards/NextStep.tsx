import { Button, Group } from '@mantine/core'
import { type ComponentType, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HazardRead, HazardVerb } from '@/client'
import { StepCard } from '@/ui/StepCard'
import { InspectDialog, MeasureDialog, RecheckDialog, SafeDialog } from './StepDialogs'

type Step = 'inspect' | 'measure' | 'make_safe' | 'recheck'
const DIALOGS: Record<Step, ComponentType<{ site: HazardRead; onClose: () => void }>> = {
  inspect: InspectDialog,
  measure: MeasureDialog,
  make_safe: SafeDialog,
  recheck: RecheckDialog,
}
/** What comes next in each state, the most likely first. */
const STEPS: Partial<Record<HazardRead['state'], Step[]>> = {
  found: ['inspect'],
  inspected: ['measure'],
  fixing: ['make_safe', 'measure'],
  safe: ['recheck'],
}

/** What is to be done with the place now. */
export function NextStep({ site }: { site: HazardRead }) {
  const { t } = useTranslation('hazards')
  const [open, setOpen] = useState<Step | null>(null)
  const steps = (STEPS[site.state] ?? []).filter((step) => site.allowed_actions.includes(step as HazardVerb))
  const [first] = steps
  if (!first) return null
  const Dialog = open && DIALOGS[open]
  return (
    <>
      <StepCard title={t(`next.${first}.title`)} help={t(`next.${first}.help`)}>
        <Group>
          {steps.map((step) => (
            <Button key={step} variant={step === first ? 'filled' : 'default'} onClick={() => setOpen(step)}>
              {t(`next.${step}.button`)}
            </Button>
          ))}
        </Group>
      </StepCard>
      {Dialog && <Dialog site={site} onClose={() => setOpen(null)} />}
    </>
  )
}

import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChildRead } from '@/client'
import { LinkButton } from '@/ui/LinkButton'
import { StepCard } from '@/ui/StepCard'
import { EnrolDialog } from './EnrolDialog'
import { ReturnDialog } from './PresenceDialogs'
import { useUnmerge } from './use-unmerge'

const AT_SCHOOL = 6

/** What is to be done next, where there is something. */
export function NextStep({ child }: { child: ChildRead }) {
  const { t } = useTranslation('children')
  const [open, setOpen] = useState<'enrol' | 'return' | null>(null)
  const unmerge = useUnmerge(child)
  const may = (verb: ChildRead['allowed_actions'][number]) => child.allowed_actions.includes(verb)
  const close = () => setOpen(null)

  if (child.is_merged)
    return (
      <StepCard
        title={
          child.merged_into ? t('next.mergedTitle', { name: child.merged_into.full_name }) : t('next.merged')
        }
        help={t('next.mergedHelp')}
      >
        {child.merged_into && (
          <LinkButton to="/children/$childId" params={{ childId: child.merged_into.id }}>
            {t('next.openKept')}
          </LinkButton>
        )}
        {may('unmerge') && (
          <Button variant="default" loading={unmerge.isPending} onClick={() => unmerge.mutate()}>
            {t('action.unmerge')}
          </Button>
        )}
      </StepCard>
    )
  if (child.presence === 'moved' && may('return'))
    return (
      <StepCard title={t('next.movedTitle')} help={t('next.movedHelp')}>
        <Button onClick={() => setOpen('return')}>{t('action.return')}</Button>
        {open === 'return' && <ReturnDialog child={child} onClose={close} />}
      </StepCard>
    )
  if (may('edit') && child.guardians?.length === 0)
    return (
      <StepCard title={t('next.guardianTitle')} help={t('next.guardianHelp')}>
        <LinkButton to="/children/$childId/edit" params={{ childId: child.id }}>
          {t('next.guardian')}
        </LinkButton>
      </StepCard>
    )
  if (may('enrol') && !child.school_name && child.presence === 'here' && child.age >= AT_SCHOOL)
    return (
      <StepCard title={t('next.schoolTitle')} help={t('next.schoolHelp')}>
        <Button onClick={() => setOpen('enrol')}>{t('action.enrol')}</Button>
        {open === 'enrol' && <EnrolDialog child={child} onClose={close} />}
      </StepCard>
    )
  return null
}

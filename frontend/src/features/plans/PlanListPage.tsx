import { Button } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listPlans, type PlanItem } from '@/client'
import { unwrap } from '@/lib/api'
import { formatDateInText } from '@/lib/format'
import { may, useSession } from '@/lib/session'
import { usePages } from '@/lib/use-pages'
import { Chip } from '@/ui/Chip'
import { EmptyState } from '@/ui/EmptyState'
import { type Column, DataList } from '@/ui/list'
import { PageHeader } from '@/ui/PageHeader'
import { StateChip } from '@/ui/StateChip'
import { planKeys } from './api'
import { ComposeDialog } from './ComposeDialog'
import classes from './plans.module.css'
import { UploadDialog } from './UploadDialog'

export default function PlanListPage() {
  const { t } = useTranslation('plans')
  const session = useSession()
  const mayWrite = may(session, 'plan:write')
  const [open, setOpen] = useState<'upload' | 'compose' | null>(null)
  const pages = usePages<PlanItem>(planKeys.list, (_after, signal) => listPlans({ signal }).then(unwrap))
  const day = (iso: string | null) => (iso ? formatDateInText(iso) : t('none'))

  const columns: Column<PlanItem>[] = [
    { key: 'title', title: t('list.plan'), card: 'heading', render: (plan) => plan.title },
    {
      key: 'state',
      title: t('list.state'),
      card: 'state',
      width: 190,
      render: (plan) => (
        <span className={classes.chips}>
          <StateChip state={plan.state} />
          {plan.has_open_revision && plan.state !== 'draft' && (
            <Chip tone="warm" shape="diamond">
              {t('list.hasDraft')}
            </Chip>
          )}
        </span>
      ),
    },
    { key: 'year', title: t('list.year'), width: 80, render: (plan) => plan.year },
    {
      key: 'period',
      title: t('list.period'),
      width: 190,
      render: (plan) =>
        plan.starts_on || plan.ends_on ? `${day(plan.starts_on)} – ${day(plan.ends_on)}` : t('none'),
    },
    {
      key: 'reports',
      title: t('list.reports'),
      width: 210,
      render: (plan) =>
        plan.unit_report_before || plan.ward_report_before ? (
          <span className={classes.lines}>
            {plan.unit_report_before && (
              <span>{t('list.unitReport', { date: day(plan.unit_report_before) })}</span>
            )}
            {plan.ward_report_before && (
              <span>{t('list.wardReport', { date: day(plan.ward_report_before) })}</span>
            )}
          </span>
        ) : (
          t('none')
        ),
    },
  ]

  const upload = (
    <Button leftSection={<IconFileUpload size={20} />} onClick={() => setOpen('upload')}>
      {t('upload.open')}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t('list.title')}
        action={mayWrite && upload}
        secondary={
          mayWrite && (
            <Button variant="default" onClick={() => setOpen('compose')}>
              {t('compose.open')}
            </Button>
          )
        }
      />
      <DataList
        label={t('list.title')}
        pages={pages}
        columns={columns}
        rowId={(plan) => plan.id}
        rowHref={(plan) => `/plans/${plan.id}${plan.state === 'draft' && mayWrite ? '/review' : ''}`}
        empty={
          <EmptyState title={t('list.empty')} action={mayWrite && upload}>
            {t(mayWrite ? 'list.emptyHint' : 'list.emptyRead')}
          </EmptyState>
        }
      />
      <UploadDialog opened={open === 'upload'} onClose={() => setOpen(null)} />
      <ComposeDialog opened={open === 'compose'} onClose={() => setOpen(null)} />
    </>
  )
}

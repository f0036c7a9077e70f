import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createDonor, type DonorCreate, type DonorItem } from '@/client'
import { useListSearch } from '@/lib/list-search'
import { may, useSession } from '@/lib/session'
import { useUnits } from '@/lib/use-units'
import { EmptyState } from '@/ui/EmptyState'
import { type Column, DataList, type Filter, useUsual } from '@/ui/list'
import { PageHeader } from '@/ui/PageHeader'
import { Rooms } from '@/ui/Rooms'
import { DateText, Money } from '@/ui/values'
import { DonorDialog } from './DonorDialog'
import { donors } from './record'
import { DONOR_KINDS } from './words'

/** "Nhà tài trợ": who gives, how much came, what is still to be set aside. */
export default function DonorsPage() {
  const { t } = useTranslation(['giving', 'common'])
  const session = useSession()
  const units = useUnits('donor:correct')
  const usual = useUsual()
  const { search } = useListSearch()
  const navigate = useNavigate()
  const pages = donors.useList(search)
  const [open, setOpen] = useState(false)
  const create = donors.useVerb<DonorCreate>({
    done: 'donorCreated',
    quiet: true,
    call: (body, headers) => createDonor({ body, headers }),
    onDone: (donor) => navigate({ to: '/donors/$donorId', params: { donorId: donor.id } }),
  })
  const columns: Column<DonorItem>[] = [
    { key: 'name', title: t('donor.name'), render: (row) => row.name, card: 'heading', sortable: 'asc' },
    { key: 'kind', title: t('donor.kind'), render: (row) => t(`donorKind.${row.kind}`), width: 130 },
    { key: 'unit', title: t('donor.unit'), render: (row) => row.unit_name ?? t('form.ofWard'), width: 170 },
    {
      key: 'received',
      title: t('amounts.received'),
      render: (row) => <Money value={row.received} />,
      width: 140,
      align: 'right',
    },
    {
      key: 'unallocated',
      title: t('amounts.unallocated'),
      render: (row) => <Money value={row.unallocated} />,
      width: 150,
      align: 'right',
    },
    {
      key: 'thanked',
      title: t('donor.thanked'),
      render: (row) => <DateText value={row.thanked_on} />,
      width: 120,
    },
  ]
  const filters: Filter[] = [
    {
      key: 'kind',
      label: t('donor.kind'),
      options: DONOR_KINDS.map((value) => ({ value, label: t(`donorKind.${value}`) })),
    },
    {
      key: 'thanked',
      label: t('donor.thanks'),
      options: [
        { value: 'false', label: t('donor.notThanked') },
        { value: 'true', label: t('donor.wasThanked') },
      ],
    },
    ...usual.units(units),
  ]
  const add = may(session, 'donor:write') && <Button onClick={() => setOpen(true)}>{t('donor.new')}</Button>
  return (
    <>
      <PageHeader title={t('donor.list')} action={add} />
      <Rooms of="/gift-rounds" />
      <DataList
        label={t('donor.list')}
        pages={pages}
        columns={columns}
        rowId={(row) => row.id}
        rowHref={(row) => `/donors/${row.id}`}
        filters={filters}
        empty={
          <EmptyState title={t('donor.empty')} action={add}>
            {t('donor.emptyHint')}
          </EmptyState>
        }
      />
      {open && (
        <DonorDialog
          error={create.error}
          busy={create.isPending}
          onSave={create.mutate}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

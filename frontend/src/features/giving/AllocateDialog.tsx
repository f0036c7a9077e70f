import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type AllocationCreate, allocateMoney, type RoundRead } from '@/client'
import { formatMoney } from '@/lib/format'
import { FormDialog } from '@/ui/FormDialog'
import { LinkButton } from '@/ui/LinkButton'
import { NumberField } from '@/ui/NumberField'
import parts from '@/ui/parts.module.css'
import { useRecordForm } from '@/ui/use-record-form'
import { donorsQuery } from './api'
import { rounds } from './record'
import { ofPart } from './refusals'

/** Money of a donor for this round: no more than what came and isn't set aside yet. */
export function AllocateDialog({ round, onClose }: { round: RoundRead; onClose: () => void }) {
  const { t } = useTranslation(['giving', 'common'])
  const donors = (useQuery(donorsQuery).data?.items ?? []).filter((one) => one.unallocated > 0)
  const allocate = rounds.useVerb<AllocationCreate>({
    done: 'allocated',
    quiet: true,
    call: (body, headers) => allocateMoney({ path: { round_id: round.id }, body, headers }),
    onDone: onClose,
  })
  const form = useRecordForm({
    values: { donor_id: null as string | null, amount: round.needed },
    error: allocate.error,
    refusals: ofPart,
    checks: ({ donor_id, amount }) => [
      ['donor_id', !donor_id, t('funds.donorMissing')],
      ['amount', amount < 1, t('funds.amountMissing')],
    ],
    onSave: ({ donor_id, amount }) => allocate.mutate({ donor_id: donor_id ?? '', amount }),
  })
  const choose = (donor_id: string | null) => {
    const there = donors.find((one) => one.id === donor_id)?.unallocated ?? 0
    form.patch({ donor_id, amount: Math.min(round.needed || there, there) })
  }
  return (
    <FormDialog
      title={t('funds.allocateTitle')}
      form={form}
      busy={allocate.isPending}
      send={t('funds.allocate')}
      onClose={onClose}
    >
      {donors.length === 0 ? (
        <>
          <p className={parts.hint}>{t('funds.none')}</p>
          <LinkButton variant="default" to="/donors">
            {t('funds.toDonors')}
          </LinkButton>
        </>
      ) : (
        <>
          <Select
            {...form.field('donor_id')}
            onChange={choose}
            label={t('funds.donor')}
            data={donors.map((one) => ({
              value: one.id,
              label: `${one.name} (${t('funds.there', { amount: formatMoney(one.unallocated) })})`,
            }))}
            searchable
            allowDeselect={false}
            nothingFoundMessage={t('common:list.nothingFound')}
          />
          <NumberField {...form.field('amount')} label={t('funds.amount')} />
        </>
      )}
    </FormDialog>
  )
}

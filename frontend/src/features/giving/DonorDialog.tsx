import { Select, Switch, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DonorKind, DonorRead, DonorUpdate } from '@/client'
import { useUnits } from '@/lib/use-units'
import { FormDialog } from '@/ui/FormDialog'
import { useRecordForm } from '@/ui/use-record-form'
import { ofDonor } from './refusals'
import { DONOR_KINDS } from './words'

type Props = {
  donor?: DonorRead
  error: unknown
  busy: boolean
  onSave: (body: DonorUpdate) => void
  onClose: () => void
}

/** Who gives: a new one, or one that is changed. */
export function DonorDialog({ donor, error, busy, onSave, onClose }: Props) {
  const { t } = useTranslation(['giving', 'common'])
  const units = useUnits('donor:correct')
  const form = useRecordForm({
    values: {
      kind: (donor?.kind ?? 'organisation') as DonorKind,
      name: donor?.name ?? '',
      unnamed: donor?.unnamed ?? false,
      unit_id: donor ? donor.unit_id : units.ofWard ? null : (units.own[0]?.value ?? null),
      contact: donor?.contact ?? '',
      phone: donor?.phone ?? '',
      address: donor?.address ?? '',
      note: donor?.note ?? '',
    },
    error,
    refusals: ofDonor,
    checks: ({ name }) => [['name', name.trim().length < 2, t('donor.nameMissing')]],
    onSave: (values) => onSave({ ...values, name: values.name.trim() }),
  })
  const choices = units.ofWard ? [{ value: '', label: t('form.ofWard') }, ...units.own] : units.own
  return (
    <FormDialog
      title={t(donor ? 'donor.edit' : 'donor.new')}
      form={form}
      busy={busy}
      send={t('form.save')}
      onClose={onClose}
    >
      <Select
        {...form.field('kind')}
        label={t('donor.kind')}
        data={DONOR_KINDS.map((value) => ({ value, label: t(`donorKind.${value}`) }))}
        allowDeselect={false}
      />
      <TextInput {...form.field('name')} label={t('donor.name')} maxLength={200} autoComplete="off" />
      {choices.length > 1 && (
        <Select
          {...form.field('unit_id')}
          value={form.values.unit_id ?? ''}
          onChange={(unit_id) => form.patch({ unit_id: unit_id || null })}
          label={t('donor.unit')}
          data={choices}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t('common:list.nothingFound')}
        />
      )}
      <TextInput {...form.field('contact')} label={t('donor.contact')} maxLength={500} autoComplete="off" />
      <TextInput
        {...form.field('phone')}
        label={t('donor.phone')}
        maxLength={30}
        inputMode="tel"
        autoComplete="off"
      />
      <TextInput {...form.field('address')} label={t('donor.address')} maxLength={500} autoComplete="off" />
      <Switch
        {...form.field('unnamed', 'checkbox')}
        label={t('donor.unnamed')}
        description={t('donor.unnamedHelp')}
      />
      <Textarea {...form.field('note')} label={t('donor.note')} autosize minRows={2} maxLength={8000} />
    </FormDialog>
  )
}

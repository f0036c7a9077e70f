import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { openWard, type WardCreate } from '@/client'
import { unwrap, useAction } from '@/lib/api'
import { useRecordForm } from '@/ui/use-record-form'
import { ADMIN } from './api'
import { LinkDialog } from './LinkDialog'
import { OneTimeLink } from './OneTimeLink'
import { ofWard } from './refusals'
import { wardLogin } from './ward-login'

/** A ward and its lead; then the link to hand to the lead. */
export function NewWardDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['registry', 'common'])
  const queryClient = useQueryClient()
  const open = useAction({
    action: (body: WardCreate) => openWard({ body }).then(unwrap),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ADMIN }),
  })
  const form = useRecordForm<WardCreate>({
    values: { code: '', name: '', province: '', lead_name: '', lead_login: '' },
    error: open.error,
    refusals: ofWard,
    onSave: (ward) => open.mutate(ward),
  })
  const ward = form.values
  const field = (name: keyof WardCreate) => ({
    ...form.field(name),
    required: true,
    maxLength: 200,
    autoComplete: 'off',
  })
  return (
    <LinkDialog
      title={open.data ? t('admin.opened', { name: open.data.ward.name }) : t('admin.open')}
      login={wardLogin(ward.lead_login, undefined)}
      added={open.data && <OneTimeLink link={open.data.set_up} name={ward.lead_name} />}
      form={form}
      add={t('admin.open')}
      busy={open.isPending}
      onClose={onClose}
    >
      <TextInput
        label={t('admin.codeLabel')}
        description={t('admin.codeHelp')}
        {...field('code')}
        inputMode="numeric"
        pattern="\d{5}"
        title={t('admin.codeWrong')}
        maxLength={5}
        data-autofocus
      />
      <TextInput label={t('admin.name')} {...field('name')} />
      <TextInput label={t('admin.province')} {...field('province')} />
      <TextInput label={t('admin.leadName')} {...field('lead_name')} />
      <TextInput
        label={t('admin.leadLogin')}
        description={t('people.loginHelp')}
        {...field('lead_login')}
        autoCapitalize="none"
        minLength={3}
        maxLength={60}
      />
    </LinkDialog>
  )
}

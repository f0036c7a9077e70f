import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { openWard, type WardCreate } from '@/client'
import { unwrap, useAction } from '@/lib/api'
import { FormErrors } from '@/ui/FormErrors'
import { useRecordForm } from '@/ui/use-record-form'
import { ADMIN } from './api'
import { OneTimeLink } from './OneTimeLink'
import { ofWard } from './refusals'
import classes from './registry.module.css'
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
    <Modal
      opened
      onClose={onClose}
      // The link is shown once: a slip of the hand may not close it.
      closeOnClickOutside={false}
      title={open.data ? t('admin.opened', { name: open.data.ward.name }) : t('admin.open')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      {open.data ? (
        <Stack>
          <p className={classes.lead}>{t('link.lead', { login: wardLogin(ward.lead_login, undefined) })}</p>
          <OneTimeLink link={open.data.set_up} name={ward.lead_name} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('link.kept')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={form.onSubmit}>
          <Stack>
            <FormErrors faults={form.faults} />
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
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('common:action.cancel')}
              </Button>
              <Button type="submit" loading={open.isPending}>
                {t('admin.open')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}

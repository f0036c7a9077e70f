import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { createPerson, type PersonCreate } from '@/client'
import { unwrap, useAction } from '@/lib/api'
import { useSession } from '@/lib/session'
import { REGISTRY } from '@/lib/units'
import { useRecordForm } from '@/ui/use-record-form'
import { LinkDialog } from './LinkDialog'
import { OneTimeLink } from './OneTimeLink'
import { type RoleChoice, RoleFields } from './RoleFields'
import { ofPerson } from './refusals'
import classes from './registry.module.css'
import { wardLogin } from './ward-login'

type Values = RoleChoice & {
  full_name: string
  login: string
  position: string
  phone: string
  email: string
}

/** A person with a first role; then the link to hand to them. */
export function NewPersonDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['registry', 'common'])
  const queryClient = useQueryClient()
  const add = useAction({
    action: (body: PersonCreate, headers) => createPerson({ body, headers }).then(unwrap),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: REGISTRY }),
  })
  const form = useRecordForm<Values>({
    values: {
      full_name: '',
      login: '',
      position: '',
      phone: '',
      email: '',
      role: 'unit_lead',
      unit_id: null,
    },
    error: add.error,
    refusals: ofPerson,
    onSave: (person) => add.mutate({ ...person, email: person.email || null }),
  })
  const { field } = form
  const will = wardLogin(form.values.login, useSession().ward?.code)
  const optional = t('common:form.optional')

  return (
    <LinkDialog
      title={add.data ? t('people.added', { name: add.data.person.full_name }) : t('people.add')}
      login={add.data?.set_up ? add.data.person.login : undefined}
      added={
        add.data && (
          <>
            {add.data.person.pending_roles.length > 0 && (
              <p className={classes.warn}>{t('people.proposed')}</p>
            )}
            {add.data.set_up ? (
              <OneTimeLink link={add.data.set_up} name={add.data.person.full_name} />
            ) : (
              <p className={classes.lead}>{t('people.linkLater', { name: add.data.person.full_name })}</p>
            )}
          </>
        )
      }
      form={form}
      add={t('people.add')}
      busy={add.isPending}
      onClose={onClose}
    >
      <TextInput label={t('people.name')} {...field('full_name')} maxLength={200} required data-autofocus />
      <TextInput
        label={t('people.login')}
        description={t('people.loginHelp')}
        {...field('login')}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        minLength={3}
        maxLength={60}
        required
      />
      {will && (
        <p className={classes.lead} aria-live="polite">
          {t('people.loginWill', { login: will })}
        </p>
      )}
      <RoleFields field={field} value={form.values} onChange={form.patch} />
      <TextInput label={`${t('people.position')} (${optional})`} {...field('position')} maxLength={200} />
      <TextInput label={`${t('people.phone')} (${optional})`} {...field('phone')} type="tel" maxLength={30} />
      <TextInput
        label={`${t('people.email')} (${optional})`}
        {...field('email')}
        type="email"
        autoComplete="off"
        maxLength={200}
      />
    </LinkDialog>
  )
}

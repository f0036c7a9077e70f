import { Button, Group, Stack, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type PersonRead, type PersonUpdate, updatePerson } from '@/client'
import { ifMatch, unwrap, useAction } from '@/lib/api'
import { FormErrors } from '@/ui/FormErrors'
import { showDone } from '@/ui/notices'
import { useRecordForm } from '@/ui/use-record-form'
import { ofPerson } from './refusals'

type Props = { person: PersonRead; onSaved: () => Promise<void>; children: ReactNode }

/** Name, position and how to reach somebody. The name stands still where it isn't the reader's to change. */
export function PersonParticulars({ person, onSaved, children }: Props) {
  const { t } = useTranslation(['registry', 'common'])
  const renames = person.allowed_actions.includes('rename')
  const edits = person.allowed_actions.includes('edit')
  const save = useAction({
    action: (body: PersonUpdate) =>
      updatePerson({ path: { person_id: person.id }, body, headers: ifMatch(person) }).then(unwrap),
    onSuccess: async (saved) => {
      showDone(t('done.saved', { name: saved.full_name }))
      await onSaved()
    },
  })
  const form = useRecordForm({
    values: {
      full_name: person.full_name,
      position: person.position,
      phone: person.phone,
      email: person.email ?? '',
    },
    error: save.error,
    refusals: ofPerson,
    onSave: ({ email, ...rest }) => save.mutate({ ...rest, email: email || null }),
  })
  const optional = t('common:form.optional')

  return (
    <form onSubmit={form.onSubmit}>
      <Stack>
        <FormErrors faults={form.faults} />
        <TextInput
          {...form.field('full_name')}
          label={t('people.name')}
          maxLength={200}
          readOnly={!renames}
          required
        />
        <TextInput
          {...form.field('position')}
          label={`${t('people.position')} (${optional})`}
          maxLength={200}
          readOnly={!edits}
        />
        <TextInput
          {...form.field('phone')}
          label={`${t('people.phone')} (${optional})`}
          type="tel"
          maxLength={30}
          readOnly={!edits}
        />
        <TextInput
          {...form.field('email')}
          label={`${t('people.email')} (${optional})`}
          type="email"
          autoComplete="off"
          maxLength={200}
          readOnly={!edits}
        />
        <Group justify="space-between">
          {children}
          {edits && (
            <Button type="submit" loading={save.isPending} ms="auto">
              {t('common:action.save')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  )
}

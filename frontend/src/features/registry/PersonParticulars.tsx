import { Button, Group, Stack, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type PersonRead, type PersonUpdate, updatePerson } from '@/client'
import { ifMatch, unwrap, useAction } from '@/lib/api'
import { FormErrors } from '@/ui/FormErrors'
import { showDone } from '@/ui/notices'
import { useFaults } from './use-faults'

type Props = { person: PersonRead; onSaved: () => Promise<void>; children: ReactNode }

/** Name, position and how to reach somebody. The name stands still where it isn't the reader's to change. */
export function PersonParticulars({ person, onSaved, children }: Props) {
  const { t } = useTranslation(['registry', 'common'])
  const [name, setName] = useState(person.full_name)
  const [position, setPosition] = useState(person.position)
  const [phone, setPhone] = useState(person.phone)
  const [email, setEmail] = useState(person.email ?? '')
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
  const faults = useFaults(save.error, 'person')
  const optional = t('common:form.optional')

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ ...(renames && { full_name: name }), position, phone, email })
      }}
    >
      <Stack>
        <FormErrors faults={faults} />
        <TextInput
          id="person-full_name"
          label={t('people.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={200}
          readOnly={!renames}
          required
        />
        <TextInput
          id="person-position"
          label={`${t('people.position')} (${optional})`}
          value={position}
          onChange={(event) => setPosition(event.currentTarget.value)}
          maxLength={200}
          readOnly={!edits}
        />
        <TextInput
          id="person-phone"
          label={`${t('people.phone')} (${optional})`}
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
          type="tel"
          maxLength={30}
          readOnly={!edits}
        />
        <TextInput
          id="person-email"
          label={`${t('people.email')} (${optional})`}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
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

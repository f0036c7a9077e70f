import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { endPerson, makeResetLink, type PersonRead, resumePerson, updatePerson } from '@/client'
import { ifMatch, unwrap, useAction } from '@/lib/api'
import { REGISTRY } from '@/lib/units'
import { FormErrors } from '@/ui/FormErrors'
import { showDone } from '@/ui/notices'
import { OneTimeLink } from './OneTimeLink'
import { PersonRoles } from './PersonRoles'
import classes from './registry.module.css'
import { useFaults } from './use-faults'

/** One person: particulars, roles, the way back in, leaving and coming back. */
export function PersonDialog({ person, onClose }: { person: PersonRead; onClose: () => void }) {
  const { t } = useTranslation(['registry', 'common'])
  const queryClient = useQueryClient()
  const [name, setName] = useState(person.full_name)
  const [position, setPosition] = useState(person.position)
  const [phone, setPhone] = useState(person.phone)
  const path = { person_id: person.id }
  const refresh = () => queryClient.invalidateQueries({ queryKey: REGISTRY })

  const save = useAction({
    action: (body: { full_name: string; position: string; phone: string }) =>
      updatePerson({ path, body, headers: ifMatch(person) }).then(unwrap),
    onSuccess: async (saved) => {
      showDone(t('done.saved', { name: saved.full_name }))
      await refresh()
      onClose()
    },
  })
  const leave = useAction({
    action: () => {
      const request = { path, headers: ifMatch(person) }
      return (person.ended_at ? resumePerson(request) : endPerson(request)).then(unwrap)
    },
    onSuccess: async (saved) => {
      showDone(t(saved.ended_at ? 'done.ended' : 'done.resumed', { name: saved.full_name }))
      await refresh()
      onClose()
    },
  })
  const reset = useAction({ action: () => makeResetLink({ path }).then(unwrap) })
  const faults = useFaults(save.error ?? leave.error ?? reset.error, 'person')

  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={person.full_name}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <Stack>
        <FormErrors faults={faults} />
        <PersonRoles person={person} />
        <h3 className={classes.section}>{t('people.signIn')}</h3>
        {reset.data ? (
          <OneTimeLink link={reset.data} name={person.full_name} />
        ) : (
          <Group justify="space-between">
            <span>{t('people.loginIs', { login: person.login })}</span>
            <Button variant="default" loading={reset.isPending} onClick={() => reset.mutate()}>
              {t('link.make')}
            </Button>
          </Group>
        )}
        <h3 className={classes.section}>{t('people.particulars')}</h3>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            save.mutate({ full_name: name, position, phone })
          }}
        >
          <Stack>
            <TextInput
              id="person-full_name"
              label={t('people.name')}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              maxLength={200}
              required
            />
            <TextInput
              id="person-position"
              label={`${t('people.position')} (${t('common:form.optional')})`}
              value={position}
              onChange={(event) => setPosition(event.currentTarget.value)}
              maxLength={200}
            />
            <TextInput
              id="person-phone"
              label={`${t('people.phone')} (${t('common:form.optional')})`}
              value={phone}
              onChange={(event) => setPhone(event.currentTarget.value)}
              type="tel"
              maxLength={30}
            />
            <Group justify="space-between">
              <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
                {t(person.ended_at ? 'people.resume' : 'people.end')}
              </Button>
              <Button type="submit" loading={save.isPending}>
                {t('common:action.save')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Stack>
    </Modal>
  )
}

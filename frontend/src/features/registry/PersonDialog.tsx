import { Button, Group, Modal, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { endPerson, makeResetLink, type PersonRead, resetSecondFactor, resumePerson } from '@/client'
import { ifMatch, unwrap, useAction } from '@/lib/api'
import { REGISTRY } from '@/lib/units'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { FormErrors } from '@/ui/FormErrors'
import { showDone } from '@/ui/notices'
import { useFaults } from '@/ui/use-faults'
import { OneTimeLink } from './OneTimeLink'
import { PersonParticulars } from './PersonParticulars'
import { PersonRoles } from './PersonRoles'
import { ofPerson } from './refusals'
import classes from './registry.module.css'

/** One person: roles, the way back in, particulars, leaving and coming back. */
export function PersonDialog({ person, onClose }: { person: PersonRead; onClose: () => void }) {
  const { t } = useTranslation(['registry', 'common'])
  const queryClient = useQueryClient()
  const [lost, setLost] = useState(false)
  const path = { person_id: person.id }
  const may = (verb: PersonRead['allowed_actions'][number]) => person.allowed_actions.includes(verb)
  const refresh = () => queryClient.invalidateQueries({ queryKey: REGISTRY })

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
  const reset = useAction({ action: () => makeResetLink({ path }).then(unwrap), onSuccess: refresh })
  const device = useAction({
    action: () => resetSecondFactor({ path }).then(unwrap),
    onSuccess: async (saved) => {
      setLost(false)
      showDone(t('done.resetDevice', { name: saved.full_name }))
      await refresh()
    },
    onError: () => setLost(false),
  })
  const faults = useFaults(leave.error ?? reset.error ?? device.error, ofPerson)

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
        <div>{t('people.loginIs', { login: person.login })}</div>
        {reset.data ? (
          <OneTimeLink link={reset.data} name={person.full_name} />
        ) : (
          <Group gap="xs">
            {may('reset_link') && (
              <Button variant="default" loading={reset.isPending} onClick={() => reset.mutate()}>
                {t('link.make')}
              </Button>
            )}
            {may('reset_second_factor') && (
              <Button variant="default" onClick={() => setLost(true)}>
                {t('people.resetDevice')}
              </Button>
            )}
          </Group>
        )}
        <h3 className={classes.section}>{t('people.particulars')}</h3>
        <PersonParticulars
          person={person}
          onSaved={async () => {
            await refresh()
            onClose()
          }}
        >
          {(may('end') || may('resume')) && (
            <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
              {t(person.ended_at ? 'people.resume' : 'people.end')}
            </Button>
          )}
        </PersonParticulars>
      </Stack>
      <ConfirmDialog
        opened={lost}
        title={t('people.resetDeviceTitle', { name: person.full_name })}
        confirm={t('people.resetDeviceDo')}
        busy={device.isPending}
        onConfirm={() => device.mutate()}
        onClose={() => setLost(false)}
      >
        {t('people.resetDeviceBody')}
      </ConfirmDialog>
    </Modal>
  )
}

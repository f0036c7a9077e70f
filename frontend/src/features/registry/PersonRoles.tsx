import { Button, Group, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { giveRole, type MembershipRead, type PersonRead, takeRole } from '@/client'
import { unwrap, useAction } from '@/lib/api'
import { formatInstant } from '@/lib/format'
import { REGISTRY } from '@/lib/units'
import { Chip } from '@/ui/Chip'
import { showDone, showProblem } from '@/ui/notices'
import { isUnitRole, type RoleChoice, RoleFields } from './RoleFields'
import classes from './registry.module.css'

/** The roles a person holds, each to be taken, and a further one to be given. */
export function PersonRoles({ person }: { person: PersonRead }) {
  const { t } = useTranslation(['registry', 'common'])
  const queryClient = useQueryClient()
  const [choice, setChoice] = useState<RoleChoice | null>(null)
  const refresh = () => queryClient.invalidateQueries({ queryKey: REGISTRY })
  const give = useAction({
    action: (body: RoleChoice) => giveRole({ path: { person_id: person.id }, body }).then(unwrap),
    onSuccess: async (saved) => {
      if (saved.pending_roles.length > person.pending_roles.length) showDone(t('people.proposed'))
      await refresh()
      setChoice(null)
    },
    onError: showProblem,
  })
  const take = useAction({
    action: (one: MembershipRead) =>
      takeRole({ path: { person_id: person.id, membership_id: one.id } }).then(unwrap),
    onSuccess: refresh,
    onError: showProblem,
  })
  const words = (one: Pick<MembershipRead, 'role' | 'unit_name'>) =>
    [t(`common:role.${one.role}`), one.unit_name].filter(Boolean).join(', ')

  return (
    <Stack gap="sm">
      <h3 className={classes.section}>{t('people.roles')}</h3>
      {person.memberships.length + person.pending_roles.length === 0 && (
        <div className={classes.quiet}>{t('people.noRole')}</div>
      )}
      <ul className={classes.held}>
        {person.memberships.map((one) => (
          <li key={one.id}>
            <span className={classes.role}>{words(one)}</span>
            {one.allowed_actions.includes('withdraw') && (
              <Button
                variant="subtle"
                aria-label={t('people.takeOf', { role: words(one) })}
                loading={take.isPending && take.variables?.id === one.id}
                onClick={() => take.mutate(one)}
              >
                {t('people.take')}
              </Button>
            )}
          </li>
        ))}
        {person.pending_roles.map((one) => (
          <li key={one.id}>
            <div className={classes.role}>
              {words(one)}
              <div className={classes.quiet}>
                {t('people.pendingBy', { name: one.proposed_by_name, at: formatInstant(one.proposed_at) })}
              </div>
            </div>
            <Chip tone="warm" shape="triangle">
              {t('people.pending')}
            </Chip>
          </li>
        ))}
      </ul>
      {choice ? (
        <>
          <RoleFields field={(name) => ({ id: `role-${name}` })} value={choice} onChange={setChoice} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setChoice(null)}>
              {t('common:action.cancel')}
            </Button>
            <Button
              loading={give.isPending}
              disabled={isUnitRole(choice.role) && !choice.unit_id}
              onClick={() => give.mutate(choice)}
            >
              {t('people.give')}
            </Button>
          </Group>
        </>
      ) : (
        person.allowed_actions.includes('grant') && (
          <Group>
            <Button variant="default" onClick={() => setChoice({ role: 'unit_member', unit_id: null })}>
              {t('people.giveMore')}
            </Button>
          </Group>
        )
      )}
    </Stack>
  )
}

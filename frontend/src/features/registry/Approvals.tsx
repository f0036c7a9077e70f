import { Button, Card, Group, Modal, Stack } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ApprovalRead, confirmApproval, type Decision, declineApproval, type ResetLink } from '@/client'
import { unwrap, useAction } from '@/lib/api'
import { formatInstant } from '@/lib/format'
import { REGISTRY } from '@/lib/units'
import { showDone, showProblem } from '@/ui/notices'
import { ADMIN, approvalsQuery } from './api'
import { OneTimeLink } from './OneTimeLink'
import classes from './registry.module.css'

/** What waits for a second person, each with its one clear step; nothing where nothing waits. */
export function Approvals() {
  const { t } = useTranslation(['registry', 'common'])
  const queryClient = useQueryClient()
  const [handed, setHanded] = useState<{ link: ResetLink; name: string } | null>(null)
  const approvals = useQuery(approvalsQuery)
  const what = (one: ApprovalRead) =>
    t(`approval.${one.kind}`, {
      name: one.person_name,
      role: one.role && [t(`common:role.${one.role}`), one.unit_name].filter(Boolean).join(', '),
    })
  const refresh = () =>
    Promise.all([REGISTRY, ADMIN].map((queryKey) => queryClient.invalidateQueries({ queryKey })))
  const decide = useAction({
    action: async ({ one, decision }: { one: ApprovalRead; decision: Decision }) => {
      const path = { approval_id: one.id }
      if (decision === 'confirm') return (await confirmApproval({ path }).then(unwrap)).set_up
      await declineApproval({ path })
      return null
    },
    onSuccess: (link, { one, decision }) => {
      if (link) setHanded({ link, name: one.person_name })
      showDone(t(decision === 'confirm' ? 'approval.confirmed' : 'approval.declined', { what: what(one) }))
      return refresh()
    },
    onError: (error) => {
      showProblem(error)
      // Somebody may have been faster: what is shown is then old.
      return refresh()
    },
  })
  const items = approvals.data?.items ?? []
  const busy = (one: ApprovalRead, decision: Decision) =>
    decide.isPending && decide.variables?.one.id === one.id && decide.variables.decision === decision

  return (
    <>
      {items.length > 0 && (
        <Card component="section" aria-labelledby="approvals" mb="md" className={classes.waiting}>
          <h2 id="approvals">{t('approval.title')}</h2>
          <p className={classes.quiet}>{t('approval.lead')}</p>
          <ul className={classes.approvals}>
            {items.map((one) => {
              const confirms = one.allowed_actions.includes('confirm')
              return (
                <li key={one.id}>
                  <div className={classes.words}>
                    <strong>{what(one)}</strong>
                    <div className={classes.quiet}>
                      {[t('approval.login', { login: one.login }), one.ward_name].filter(Boolean).join(' · ')}
                    </div>
                    <div className={classes.quiet}>
                      {t('approval.by', { name: one.proposed_by_name, at: formatInstant(one.proposed_at) })}
                    </div>
                    {!confirms && one.allowed_actions.length > 0 && (
                      <div className={classes.quiet}>{t('approval.yours')}</div>
                    )}
                  </div>
                  <div className={classes.rowActions}>
                    {one.allowed_actions.includes('decline') && (
                      <Button
                        variant="default"
                        aria-label={t(confirms ? 'approval.declineOf' : 'approval.takeBackOf', {
                          what: what(one),
                        })}
                        loading={busy(one, 'decline')}
                        onClick={() => decide.mutate({ one, decision: 'decline' })}
                      >
                        {t(confirms ? 'approval.decline' : 'approval.takeBack')}
                      </Button>
                    )}
                    {confirms && (
                      <Button
                        aria-label={t('approval.confirmOf', { what: what(one) })}
                        loading={busy(one, 'confirm')}
                        onClick={() => decide.mutate({ one, decision: 'confirm' })}
                      >
                        {t('approval.confirm')}
                      </Button>
                    )}
                  </div>
                </li>
              )
            })}
          </ul>
        </Card>
      )}
      <Modal
        opened={handed !== null}
        onClose={() => setHanded(null)}
        closeOnClickOutside={false}
        title={t('approval.linkTitle')}
        closeButtonProps={{ 'aria-label': t('common:action.close') }}
      >
        {handed && (
          <Stack>
            <p className={classes.warn}>{t('approval.link', { name: handed.name })}</p>
            <OneTimeLink link={handed.link} name={handed.name} />
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setHanded(null)}>
                {t('link.kept')}
              </Button>
            </Group>
          </Stack>
        )}
      </Modal>
    </>
  )
}

import { Button, Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AccountItem, disableAccount, enableAccount, listAccounts, makeAccountResetLink } from '@/client'
import { ifMatch, unwrap, useAction } from '@/lib/api'
import { useListSearch } from '@/lib/list-search'
import { usePages } from '@/lib/use-pages'
import { Chip } from '@/ui/Chip'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { EmptyState } from '@/ui/EmptyState'
import { type Column, DataList } from '@/ui/list'
import { showDone, showProblem } from '@/ui/notices'
import { ADMIN, approvalsQuery } from './api'
import { OneTimeLink } from './OneTimeLink'
import classes from './registry.module.css'

/** Accounts by the beginning of their sign-in name. */
export function AccountList() {
  const { t } = useTranslation(['registry', 'common'])
  const queryClient = useQueryClient()
  const { search } = useListSearch()
  const [asked, setAsked] = useState<AccountItem | null>(null)
  const pages = usePages([...ADMIN, 'accounts', search.q], (_, signal) =>
    listAccounts({ query: { q: search.q, limit: 100 }, signal }).then(unwrap),
  )
  const toggle = useAction({
    action: (account: AccountItem) => {
      const request = { path: { account_id: account.id }, headers: ifMatch(account) }
      return (account.disabled_at ? enableAccount(request) : disableAccount(request)).then(unwrap)
    },
    onSuccess: async (account) => {
      setAsked(null)
      showDone(t(account.disabled_at ? 'admin.doneDisabled' : 'admin.doneEnabled', { login: account.login }))
      await queryClient.invalidateQueries({ queryKey: ADMIN })
    },
    onError: showProblem,
  })
  const reset = useAction({
    action: (account: AccountItem) => makeAccountResetLink({ path: { account_id: account.id } }).then(unwrap),
    onSuccess: () => queryClient.invalidateQueries(approvalsQuery),
    onError: showProblem,
  })
  const columns: Column<AccountItem>[] = [
    { key: 'login', title: t('people.login'), render: (row) => row.login, card: 'heading', width: 220 },
    { key: 'name', title: t('people.name'), render: (row) => row.full_name, card: 'note' },
    {
      key: 'state',
      title: t('state.title'),
      card: 'state',
      render: (row) => (
        <div className={classes.rowActions}>
          {row.disabled_at ? (
            <Chip tone="bad" shape="square">
              {t('admin.disabled')}
            </Chip>
          ) : (
            <Chip tone="ok">{t('admin.enabled')}</Chip>
          )}
          {row.system_admin && <Chip tone="info">{t('admin.systemAdmin')}</Chip>}
        </div>
      ),
      width: 220,
    },
    {
      key: 'actions',
      title: t('action.title'),
      card: 'note',
      render: (row) => (
        <div className={classes.rowActions}>
          {row.allowed_actions.includes('reset_link') && (
            <Button
              variant="default"
              aria-label={t('admin.resetOf', { login: row.login })}
              loading={reset.isPending && reset.variables?.id === row.id}
              onClick={() => reset.mutate(row)}
            >
              {t('admin.reset')}
            </Button>
          )}
          {row.allowed_actions.some((verb) => verb !== 'reset_link') && (
            <Button
              variant="default"
              aria-label={t(row.disabled_at ? 'admin.enableOf' : 'admin.disableOf', { login: row.login })}
              onClick={() => (row.disabled_at ? toggle.mutate(row) : setAsked(row))}
            >
              {t(row.disabled_at ? 'admin.enable' : 'admin.disable')}
            </Button>
          )}
        </div>
      ),
      width: 320,
    },
  ]
  return (
    <>
      <p className={classes.hint}>{t('admin.find')}</p>
      <DataList
        label={t('admin.accounts')}
        pages={pages}
        columns={columns}
        rowId={(row) => row.id}
        empty={<EmptyState title={t('admin.noAccounts')}>{t('admin.noAccountsHint')}</EmptyState>}
      />
      <ConfirmDialog
        opened={asked !== null}
        title={t('admin.disableTitle', { login: asked?.login ?? '' })}
        confirm={t('admin.disable')}
        busy={toggle.isPending}
        onConfirm={() => asked && toggle.mutate(asked)}
        onClose={() => setAsked(null)}
      >
        {t('admin.disableBody')}
      </ConfirmDialog>
      {reset.data && reset.variables && (
        <Modal
          opened
          onClose={() => reset.reset()}
          closeOnClickOutside={false}
          title={t('admin.resetTitle')}
          closeButtonProps={{ 'aria-label': t('common:action.close') }}
        >
          <OneTimeLink link={reset.data} name={reset.variables.full_name} />
        </Modal>
      )}
    </>
  )
}

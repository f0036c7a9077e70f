import { Button, Tabs } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListSearch } from '@/lib/list-search'
import { PageHeader } from '@/ui/PageHeader'
import { AccountList } from './AccountList'
import { Approvals } from './Approvals'
import { NewWardDialog } from './NewWardDialog'
import { WardList } from './WardList'

/** The system administrator's page: wards and accounts, no records. */
export default function AdminPage() {
  const { t } = useTranslation('registry')
  const { search, update } = useListSearch()
  const [opening, setOpening] = useState(false)
  return (
    <>
      <PageHeader
        title={t('admin.title')}
        action={
          <Button leftSection={<IconPlus size={18} />} onClick={() => setOpening(true)}>
            {t('admin.open')}
          </Button>
        }
      />
      <Approvals />
      <Tabs
        value={search.tab === 'accounts' ? 'accounts' : 'wards'}
        onChange={(tab) => update({ tab: tab === 'accounts' ? tab : undefined, q: undefined })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="wards" mih={44}>
            {t('admin.wards')}
          </Tabs.Tab>
          <Tabs.Tab value="accounts" mih={44}>
            {t('admin.accounts')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="wards">
          <WardList />
        </Tabs.Panel>
        <Tabs.Panel value="accounts">
          <AccountList />
        </Tabs.Panel>
      </Tabs>
      {opening && <NewWardDialog onClose={() => setOpening(false)} />}
    </>
  )
}

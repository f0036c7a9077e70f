import { Button, Tabs } from '@mantine/core'
import { IconArrowsJoin, IconFileImport, IconPlus, IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListSearch } from '@/lib/list-search'
import { may, useSession } from '@/lib/session'
import { PageHeader } from '@/ui/PageHeader'
import { Approvals } from './Approvals'
import { ImportDialog } from './ImportDialog'
import { NewPersonDialog } from './NewPersonDialog'
import { PeopleList } from './PeopleList'
import { UnitChangeDialog } from './UnitChangeDialog'
import { UnitDialog } from './UnitDialog'
import { UnitList } from './UnitList'

/** Who works in the ward: its units, and the people in them. */
export default function UnitsPage() {
  const { t } = useTranslation('registry')
  const session = useSession()
  const { search, update } = useListSearch()
  const [open, setOpen] = useState<'unit' | 'person' | 'import' | 'change' | null>(null)
  const close = () => setOpen(null)
  const people = search.tab === 'people' && may(session, 'person:read')
  const writes = may(session, people ? 'person:write' : 'unit:write')

  return (
    <>
      <PageHeader
        title={t('units.page')}
        secondary={
          writes && (
            <>
              {!people && (
                <Button
                  variant="default"
                  leftSection={<IconArrowsJoin size={18} />}
                  onClick={() => setOpen('change')}
                >
                  {t('change.open')}
                </Button>
              )}
              <Button
                variant="default"
                leftSection={<IconFileImport size={18} />}
                onClick={() => setOpen('import')}
              >
                {t('import.open')}
              </Button>
            </>
          )
        }
        action={
          writes && (
            <Button
              leftSection={people ? <IconUserPlus size={18} /> : <IconPlus size={18} />}
              onClick={() => setOpen(people ? 'person' : 'unit')}
            >
              {t(people ? 'people.add' : 'units.add')}
            </Button>
          )
        }
      />
      {people && may(session, 'approval:decide') && <Approvals />}
      {may(session, 'person:read') ? (
        <Tabs
          value={people ? 'people' : 'units'}
          onChange={(tab) =>
            update({
              tab: tab === 'people' ? tab : undefined,
              q: undefined,
              kind: undefined,
              role: undefined,
              state: undefined,
            })
          }
          keepMounted={false}
        >
          <Tabs.List mb="md">
            <Tabs.Tab value="units" mih={44}>
              {t('units.title')}
            </Tabs.Tab>
            <Tabs.Tab value="people" mih={44}>
              {t('people.title')}
            </Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="units">
            <UnitList />
          </Tabs.Panel>
          <Tabs.Panel value="people">
            <PeopleList />
          </Tabs.Panel>
        </Tabs>
      ) : (
        <UnitList />
      )}
      {open === 'unit' && <UnitDialog onClose={close} />}
      {open === 'change' && <UnitChangeDialog onClose={close} />}
      {open === 'person' && <NewPersonDialog onClose={close} />}
      {open === 'import' && <ImportDialog what={people ? 'people' : 'units'} onClose={close} />}
    </>
  )
}

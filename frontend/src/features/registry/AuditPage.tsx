import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type AuditEventRead, listAuditEvents } from '@/client'
import { unwrap } from '@/lib/api'
import { useListSearch } from '@/lib/list-search'
import { usePages } from '@/lib/use-pages'
import { DateField } from '@/ui/DateField'
import { EmptyState } from '@/ui/EmptyState'
import { type Column, DataList } from '@/ui/list'
import { PageHeader } from '@/ui/PageHeader'
import { InstantText } from '@/ui/values'
import { recordPath, useSentence } from './audit-sentence'
import classes from './registry.module.css'

/** Beginnings of the kinds of event. */
const GROUPS = ['assignment', 'plan', 'unit', 'person', 'account', 'session', 'ward'] as const

/** Everything that was done in the ward, newest first. */
export default function AuditPage() {
  const { t } = useTranslation('registry')
  const { search, update } = useListSearch()
  const sentence = useSentence()
  const { kind, from_on, to_on } = search
  const pages = usePages(['audit', kind, from_on, to_on], (after, signal) =>
    listAuditEvents({ query: { kind: kind && `${kind}.`, from_on, to_on, after }, signal }).then(unwrap),
  )
  const columns: Column<AuditEventRead>[] = [
    {
      key: 'at',
      title: t('audit.when'),
      card: 'note',
      render: (row) => <InstantText value={row.at} />,
      width: 170,
    },
    { key: 'what', title: t('audit.what'), card: 'heading', render: sentence },
    { key: 'who', title: t('audit.who'), render: (row) => row.actor_name, width: 240 },
    {
      key: 'open',
      title: t('audit.open'),
      render: (row) => {
        const path = recordPath(row)
        if (!path) return '–'
        return (
          <Button
            component={Link}
            to={path}
            variant="subtle"
            aria-label={t('audit.openOf', { what: sentence(row) })}
          >
            {t('audit.open')}
          </Button>
        )
      },
      width: 130,
    },
  ]
  return (
    <>
      <PageHeader title={t('audit.title')} />
      <div className={`${classes.range} no-print`}>
        <DateField
          label={t('audit.from')}
          value={from_on ?? null}
          onChange={(day) => update({ from_on: day ?? undefined })}
        />
        <DateField
          label={t('audit.to')}
          value={to_on ?? null}
          onChange={(day) => update({ to_on: day ?? undefined })}
        />
      </div>
      <DataList
        label={t('audit.title')}
        pages={pages}
        columns={columns}
        rowId={(row) => row.id}
        filters={[
          {
            key: 'kind',
            label: t('audit.group'),
            options: GROUPS.map((group) => ({ value: group, label: t(`group.${group}`) })),
          },
        ]}
        empty={<EmptyState title={t('audit.empty')}>{t('audit.emptyHint')}</EmptyState>}
      />
    </>
  )
}

import { useTranslation } from 'react-i18next'
import { type AuditEventRead, listAuditEvents } from '@/client'
import { unwrap } from '@/lib/api'
import { useListSearch } from '@/lib/list-search'
import { usePages } from '@/lib/use-pages'
import { EmptyState } from '@/ui/EmptyState'
import { LinkButton } from '@/ui/LinkButton'
import { type Column, DataList } from '@/ui/list'
import { PageHeader } from '@/ui/PageHeader'
import { InstantText } from '@/ui/values'
import { useAudit } from './audit-sentence'
import classes from './registry.module.css'

/** Everything that was done in the ward, newest first. */
export default function AuditPage() {
  const { t } = useTranslation('registry')
  const { search } = useListSearch()
  const { sentence, page, groups } = useAudit()
  const { q, kind, from_on, to_on } = search
  const pages = usePages(['audit', q, kind, from_on, to_on], (after, signal) =>
    listAuditEvents({ query: { q, kind: kind && `${kind}.`, from_on, to_on, after }, signal }).then(unwrap),
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
    {
      key: 'who',
      title: t('audit.who'),
      render: (row) => (
        <>
          {row.actor_name}
          {/* Two people may have one name; no two have one sign-in name. */}
          {row.login && <div className={classes.quiet}>{row.login}</div>}
        </>
      ),
      width: 240,
    },
    {
      key: 'open',
      title: t('audit.open'),
      render: (row) => {
        const path = page(row)
        if (!path) return '–'
        return (
          <LinkButton to={path} variant="subtle" aria-label={t('audit.openOf', { what: sentence(row) })}>
            {t('audit.open')}
          </LinkButton>
        )
      },
      width: 130,
    },
  ]
  return (
    <>
      <PageHeader title={t('audit.title')} />
      <DataList
        label={t('audit.title')}
        pages={pages}
        columns={columns}
        rowId={(row) => row.id}
        filters={[
          {
            key: 'kind',
            label: t('audit.group'),
            options: groups,
          },
          { key: 'from_on', label: t('audit.from') },
          { key: 'to_on', label: t('audit.to') },
        ]}
        empty={<EmptyState title={t('audit.empty')}>{t('audit.emptyHint')}</EmptyState>}
      />
    </>
  )
}

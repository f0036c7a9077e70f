import { ActionIcon, Button, Card, Select, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type ExportColumn,
  type ExportField,
  type ExportProfileRead,
  type ExportProfileUpdate,
  updateExportProfile,
} from '@/client'
import { ifMatch } from '@/lib/api'
import { textAt } from '@/lib/texts'
import { ErrorState } from '@/ui/ErrorState'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { CardsSkeleton } from '@/ui/Skeletons'
import { useVerb } from '@/ui/use-verb'
import { exportProfileQuery } from './api'
import classes from './Import.module.css'
import { EXPORT_FIELDS } from './words'

const MOST = 60

/** Columns of the file for the national children's system: their titles and order are the ward's. */
export default function ExportProfilePage() {
  const { t } = useTranslation('children')
  const profile = useQuery(exportProfileQuery)
  return (
    <>
      <PageHeader title={t('profile.title')} />
      {profile.isPending && <CardsSkeleton cards={2} />}
      {profile.isError && <ErrorState error={profile.error} onRetry={() => profile.refetch()} />}
      {profile.data && <Columns key={profile.data.version} profile={profile.data} />}
    </>
  )
}

/** Each has a number of its own: titles and fields may stand twice. */
type Row = ExportColumn & { key: number }

function Columns({ profile }: { profile: ExportProfileRead }) {
  const { t } = useTranslation(['children', 'common'])
  const [rows, setRows] = useState<Row[]>(() => profile.columns.map((one, key) => ({ ...one, key })))
  const [next, setNext] = useState(profile.columns.length)
  const save = useVerb<ExportProfileRead, ExportProfileUpdate>(
    { texts: 'children', stale: [], reading: () => exportProfileQuery.queryKey },
    {
      done: 'profile',
      call: (body) => updateExportProfile({ body, headers: ifMatch(profile) }),
    },
  )
  const set = (key: number, change: Partial<ExportColumn>) =>
    setRows(rows.map((one) => (one.key === key ? { ...one, ...change } : one)))
  const swap = (at: number, other: number) => {
    const moved = [...rows]
    const [one, two] = [rows[at], rows[other]]
    if (!one || !two) return
    moved[at] = two
    moved[other] = one
    setRows(moved)
  }
  const fields = EXPORT_FIELDS.map((field) => ({
    value: field,
    label: textAt(`children:exportField.${field}`),
  }))
  const untitled = rows.some((one) => one.title.trim() === '')
  return (
    <div className={parts.column}>
      <p className={parts.quiet}>{t('profile.lead')}</p>
      {profile.proposed && <p className={parts.hint}>{t('profile.proposed')}</p>}
      <Card className={parts.card}>
        <ol className={parts.plain}>
          {rows.map((one, at) => {
            const named = { number: at + 1, title: one.title || '–' }
            return (
              <li key={one.key} className={classes.exported}>
                <span className={parts.quiet}>{at + 1}</span>
                <TextInput
                  aria-label={t('profile.columnTitle', named)}
                  value={one.title}
                  maxLength={120}
                  error={one.title.trim() === '' && t('profile.titleMissing')}
                  onChange={(event) => set(one.key, { title: event.currentTarget.value })}
                />
                <Select
                  aria-label={t('profile.field', named)}
                  data={fields}
                  value={one.field}
                  onChange={(field) => field && set(one.key, { field: field as ExportField })}
                  allowDeselect={false}
                  searchable
                />
                <span className={classes.moves}>
                  <ActionIcon
                    variant="default"
                    size={44}
                    aria-label={t('profile.up', named)}
                    disabled={at === 0}
                    onClick={() => swap(at, at - 1)}
                  >
                    <IconArrowUp size={18} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    variant="default"
                    size={44}
                    aria-label={t('profile.down', named)}
                    disabled={at === rows.length - 1}
                    onClick={() => swap(at, at + 1)}
                  >
                    <IconArrowDown size={18} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    variant="default"
                    size={44}
                    aria-label={t('profile.remove', named)}
                    disabled={rows.length === 1}
                    onClick={() => setRows(rows.filter((other) => other.key !== one.key))}
                  >
                    <IconTrash size={18} aria-hidden />
                  </ActionIcon>
                </span>
              </li>
            )
          })}
        </ol>
        <div className={parts.row}>
          <Button
            variant="default"
            disabled={rows.length >= MOST}
            onClick={() => {
              setRows([...rows, { key: next, title: '', field: 'blank' }])
              setNext(next + 1)
            }}
          >
            {t('profile.add')}
          </Button>
          <Button
            disabled={untitled}
            loading={save.isPending}
            onClick={() =>
              save.mutate({ columns: rows.map(({ title, field }) => ({ title: title.trim(), field })) })
            }
          >
            {t('profile.save')}
          </Button>
        </div>
      </Card>
    </div>
  )
}

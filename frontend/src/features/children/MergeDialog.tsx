import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ChildItem, type ChildRead, mergeChild } from '@/client'
import { ifMatch } from '@/lib/api'
import parts from '@/ui/parts.module.css'
import { useRecordForm } from '@/ui/use-record-form'
import { namesakesQuery } from './api'
import { birthOf } from './birth'
import { FormDialog } from './FormDialog'
import { children } from './record'
import { ofPart } from './refusals'
import { useChildWords } from './use-child-words'

/** The record that stays is chosen by name; those called the same are offered first. */
export function MergeDialog({ child, onClose }: { child: ChildRead; onClose: () => void }) {
  const { t } = useTranslation(['children', 'common'])
  const words = useChildWords()
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed, 300)
  const given = child.full_name.split(' ').at(-1) ?? ''
  const q = asked.split(' · ')[0]?.trim() || given
  const { data, isFetching } = useQuery(namesakesQuery(q.length >= 2 ? q : child.full_name))
  const found = (data?.items ?? []).filter((one) => one.id !== child.id)
  const label = (one: ChildItem) =>
    [one.full_name, words.birth(birthOf(one)), one.unit_name, one.code].join(' · ')
  const merge = children.useVerb<string>({
    done: 'merged',
    quiet: true,
    call: (into_id) =>
      mergeChild({ path: { child_id: child.id }, headers: ifMatch(child), body: { into_id } }),
    onDone: onClose,
  })
  const form = useRecordForm({
    values: { into_id: null as string | null },
    error: merge.error,
    refusals: ofPart,
    checks: ({ into_id }) => [['into_id', !into_id, t('merge.missing')]],
    onSave: ({ into_id }) => into_id && merge.mutate(into_id),
  })
  const chosen = found.find((one) => one.id === form.values.into_id)
  return (
    <FormDialog
      title={t('merge.title', { name: child.full_name })}
      form={form}
      busy={merge.isPending}
      send={t('merge.send')}
      onClose={onClose}
    >
      <p className={parts.quiet}>{t('merge.help')}</p>
      <Select
        {...form.field('into_id')}
        label={t('merge.into')}
        description={t('merge.intoHelp')}
        data={found.map((one) => ({ value: one.id, label: label(one) }))}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('merge.clear') }}
        onSearchChange={setTyped}
        filter={({ options }) => options}
        nothingFoundMessage={isFetching ? t('common:loading') : t('common:list.nothingFound')}
        data-autofocus
      />
      {chosen && <p className={parts.hint}>{t('merge.chosen', { record: label(chosen) })}</p>}
    </FormDialog>
  )
}

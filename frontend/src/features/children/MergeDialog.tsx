import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ChildRead, mergeChild } from '@/client'
import { ifMatch } from '@/lib/api'
import { FormDialog } from '@/ui/FormDialog'
import parts from '@/ui/parts.module.css'
import { useRecordForm } from '@/ui/use-record-form'
import { namesakesQuery, similarQuery } from './api'
import { birthOf } from './birth'
import { children } from './record'
import { ofPart } from './refusals'
import { useChildWords } from './use-child-words'
import { similarOf, valuesOf } from './values'
import { plainName } from './words'

const SEPARATOR = ' · '

/** The record that stays is chosen by name; those called the same are offered first. */
export function MergeDialog({ child, onClose }: { child: ChildRead; onClose: () => void }) {
  const { t } = useTranslation(['children', 'common'])
  const words = useChildWords()
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed, 300)
  // What stands in the field after a choice is its label, which is no name to look for.
  const q = asked.includes(SEPARATOR) ? '' : asked.trim()
  const look = similarOf(valuesOf(child), child.id)
  const alike = useQuery(similarQuery(look ? JSON.stringify(look) : ''))
  const named = useQuery(namesakesQuery(q || plainName(child.full_name)))
  const found = [
    ...(q ? [] : (alike.data?.items ?? [])).map((one) => ({ ...one, born: words.birth(one.birth) })),
    ...(named.data?.items ?? []).map((one) => ({ ...one, born: words.birth(birthOf(one)) })),
  ].filter((one, at, all) => one.id !== child.id && all.findIndex(({ id }) => id === one.id) === at)
  const label = (one: (typeof found)[number]) =>
    [one.full_name, one.born, one.unit_name, one.code].join(SEPARATOR)
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
        nothingFoundMessage={named.isFetching ? t('common:loading') : t('common:list.nothingFound')}
        data-autofocus
      />
      {chosen && <p className={parts.hint}>{t('merge.chosen', { record: label(chosen) })}</p>}
    </FormDialog>
  )
}

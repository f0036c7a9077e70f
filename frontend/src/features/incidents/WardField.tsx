import { Select, type SelectProps } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '@/lib/session'
import { wardsQuery } from './api'

type Props = Omit<SelectProps, 'data'> & {
  /** The names of wards that are chosen already or near at hand, by code. */
  known?: Record<string, string>
  /** Whether it may be any ward: the own one, or by its code one that doesn't use the software. */
  any?: boolean
}

/** A ward, found by words of its name. */
export function WardField({ known = {}, any, ...rest }: Props) {
  const { t } = useTranslation(['incidents', 'common'])
  const session = useSession()
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed, 300)
  // What stands in the field after a choice is its label: its first words find it again.
  const words = asked.split(' – ')[0]?.trim() ?? ''
  const { data, isPending } = useQuery({ ...wardsQuery(words), placeholderData: keepPreviousData })
  const names = new Map(Object.entries(known).map(([code, name]) => [code, name || t('ward.code', { code })]))
  if (any && session.ward) names.set(session.ward.code, session.ward.name)
  for (const { code, name, province } of data?.items ?? []) names.set(code, `${name} – ${province}`)
  if (any && /^\d{5}$/.test(words) && !names.has(words)) names.set(words, t('ward.code', { code: words }))
  return (
    <Select
      {...rest}
      data={[...names].map(([value, label]) => ({ value, label }))}
      placeholder={t('ward.placeholder')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('ward.clear') }}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      maxDropdownHeight={280}
      nothingFoundMessage={isPending ? t('common:loading') : t(any ? 'ward.noneFoundCode' : 'ward.noneFound')}
    />
  )
}

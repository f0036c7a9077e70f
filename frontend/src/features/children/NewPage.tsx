import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ChildCreate, createChild } from '@/client'
import { useListSearch } from '@/lib/list-search'
import { useSession } from '@/lib/session'
import { PageHeader } from '@/ui/PageHeader'
import { useUnsavedDraft } from '@/ui/use-unsaved-draft'
import { ChildForm } from './ChildForm'
import { children } from './record'
import { bodyOf, freshValues } from './values'

/** A child who is new in the register. */
export default function NewPage() {
  const { t } = useTranslation('children')
  const { search } = useListSearch()
  const { units } = useSession()
  const navigate = useNavigate()
  const own = units.filter((unit) => unit.kind === 'khu_pho')
  const [initial] = useState(() => {
    const of = (kind: string) => units.find((unit) => unit.kind === kind)?.id ?? null
    return freshValues(search.unit_id ?? of('khu_pho'), of('school'))
  })
  const draft = useUnsavedDraft('child:new', initial)
  const create = children.useVerb<ChildCreate>({
    done: 'created',
    quiet: true,
    call: (body, headers) => createChild({ body, headers }),
    onDone: (child) => {
      draft.forget()
      navigate({ to: '/children/$childId', params: { childId: child.id }, replace: true })
    },
  })
  return (
    <>
      <PageHeader title={t('form.newTitle')} meta={own.length === 1 ? own[0]?.name : undefined} />
      <ChildForm
        draft={draft}
        error={create.error}
        busy={create.isPending}
        save={t('form.saveNew')}
        onSave={(values) => create.mutate({ ...bodyOf(values), different_from: values.different_from })}
      />
    </>
  )
}

import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createInjury } from '@/client'
import { today } from '@/lib/format'
import { useListSearch } from '@/lib/list-search'
import { useSession } from '@/lib/session'
import { PageHeader } from '@/ui/PageHeader'
import { useUnsavedDraft } from '@/ui/use-unsaved-draft'
import { InjuryForm } from './InjuryForm'
import { injuries } from './record'
import { bodyOf, freshValues, type Values } from './values'

export default function NewPage() {
  const { t } = useTranslation('injuries')
  const { search } = useListSearch()
  const { hazard_site_id, place_unit_id, site } = search
  const session = useSession()
  const navigate = useNavigate()
  const [initial] = useState(() => freshValues({ hazard_site_id, place_unit_id }, session.units, today()))
  const draft = useUnsavedDraft(`injury:new:${hazard_site_id ?? ''}`, initial)
  const create = injuries.useVerb<Values>({
    done: 'created',
    quiet: true,
    call: (values, headers) => createInjury({ body: bodyOf(values), headers }),
    onDone: (record) => {
      draft.forget()
      navigate({ to: '/injuries/$injuryId', params: { injuryId: record.id }, replace: true })
    },
  })
  return (
    <>
      <PageHeader title={t('form.newTitle')} />
      <InjuryForm
        draft={draft}
        site={site}
        error={create.error}
        busy={create.isPending}
        save={t('form.save')}
        onSave={create.mutate}
      />
    </>
  )
}

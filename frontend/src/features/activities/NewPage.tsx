import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ActivityCreate, createActivity } from '@/client'
import { unwrap, useAction } from '@/lib/api'
import { useListSearch } from '@/lib/list-search'
import { useSession } from '@/lib/session'
import { showDone } from '@/ui/notices'
import { PageHeader } from '@/ui/PageHeader'
import { useUnsavedDraft } from '@/ui/use-unsaved-draft'
import { ActivityForm } from './ActivityForm'
import { ALL, activityQuery } from './api'
import { bodyOf, freshValues, type Prefill } from './values'

/** Recording what took place, or planning what will. */
export default function NewPage() {
  const { t } = useTranslation('activities')
  const { search } = useListSearch()
  const { assignment_id, title, area, unit_id, on } = search
  const prefill: Prefill = { assignment_id, title, area, unit_id, on }
  const session = useSession()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [initial] = useState(() => freshValues(prefill, session.units, new Date()))
  const draft = useUnsavedDraft(`activity:new:${prefill.assignment_id ?? ''}:${session.account.id}`, initial)
  const create = useAction({
    action: (body: ActivityCreate, headers) => createActivity({ body, headers }).then(unwrap),
    onSuccess: (record) => {
      draft.forget()
      queryClient.setQueryData(activityQuery(record.id).queryKey, record)
      queryClient.invalidateQueries({ queryKey: ALL, predicate: (query) => query.queryKey[1] !== 'one' })
      queryClient.invalidateQueries({ queryKey: ['assignments'] })
      showDone(t(record.state === 'held' ? 'done.createdHeld' : 'done.created'))
      return navigate({
        to: '/activities/$activityId',
        params: { activityId: record.id },
        // What took place wants its photos next.
        hash: record.state === 'held' ? 'files' : undefined,
        replace: true,
      })
    },
  })
  return (
    <>
      <PageHeader title={t('form.newTitle')} />
      <ActivityForm
        draft={draft}
        isNew
        error={create.error}
        busy={create.isPending}
        save={t('form.saveNew')}
        onSave={(values) =>
          create.mutate({
            ...bodyOf(values),
            held: values.held,
            assignment_ids: prefill.assignment_id ? [prefill.assignment_id] : [],
          })
        }
      />
    </>
  )
}

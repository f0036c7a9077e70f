import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ActivityCreate, createActivity } from '@/client'
import { useListSearch } from '@/lib/list-search'
import { useSession } from '@/lib/session'
import { PageHeader } from '@/ui/PageHeader'
import { useUnsavedDraft } from '@/ui/use-unsaved-draft'
import { ActivityForm } from './ActivityForm'
import { activities } from './record'
import { bodyOf, freshValues, type Prefill } from './values'

/** Recording what took place, or planning what will. */
export default function NewPage() {
  const { t } = useTranslation('activities')
  const { search } = useListSearch()
  const { assignment_id, title, area, unit_id, on } = search
  const prefill: Prefill = { assignment_id, title, area, unit_id, on }
  const session = useSession()
  const navigate = useNavigate()
  const [initial] = useState(() => freshValues(prefill, session.units, new Date()))
  const draft = useUnsavedDraft(`activity:new:${prefill.assignment_id ?? ''}`, initial)
  const create = activities.useVerb<ActivityCreate>({
    done: (record) => (record.state === 'held' ? 'createdHeld' : 'created'),
    quiet: true,
    call: (body, headers) => createActivity({ body, headers }),
    onDone: (record) => {
      draft.forget()
      navigate({
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

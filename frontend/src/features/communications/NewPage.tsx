import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createCommunicationEvent } from '@/client'
import { useListSearch } from '@/lib/list-search'
import { useSession } from '@/lib/session'
import { PageHeader } from '@/ui/PageHeader'
import { useUnsavedDraft } from '@/ui/use-unsaved-draft'
import { EventForm } from './EventForm'
import { events } from './record'
import { bodyOf, freshValues, type Values } from './values'

/** Recording what was said or shown, or planning it. */
export default function NewPage() {
  const { t } = useTranslation('communications')
  const { search } = useListSearch()
  const { assignment_id, title, unit_id, on, kind } = search
  const session = useSession()
  const navigate = useNavigate()
  const [initial] = useState(() => freshValues({ title, unit_id, on, kind }, session.units, new Date()))
  const draft = useUnsavedDraft(`communication:new:${assignment_id ?? ''}`, initial)
  const create = events.useVerb<Values>({
    done: 'created',
    quiet: true,
    call: (values, headers) =>
      createCommunicationEvent({
        headers: headers,
        body: {
          ...bodyOf(values, new Date()),
          kind: values.kind,
          done: values.done,
          assignment_ids: assignment_id ? [assignment_id] : [],
        },
      }),
    onDone: (record) => {
      draft.forget()
      navigate({ to: '/communications/$eventId', params: { eventId: record.id }, replace: true })
    },
  })
  return (
    <>
      <PageHeader title={t('form.newTitle')} />
      <EventForm
        draft={draft}
        isNew
        error={create.error}
        busy={create.isPending}
        save={t('form.save')}
        onSave={create.mutate}
      />
    </>
  )
}

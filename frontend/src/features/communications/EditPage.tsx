import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type CommunicationRead, updateCommunicationEvent } from '@/client'
import { ifMatch } from '@/lib/api'
import { useSession } from '@/lib/session'
import { PageHeader } from '@/ui/PageHeader'
import { useUnsavedDraft } from '@/ui/use-unsaved-draft'
import { EventForm } from './EventForm'
import { OneEvent } from './OneEvent'
import { events } from './record'
import { bodyOf, type Values, valuesOf } from './values'

export default function EditPage() {
  return <OneEvent>{(event) => <Edit event={event} />}</OneEvent>
}

function Edit({ event }: { event: CommunicationRead }) {
  const { t } = useTranslation('communications')
  const session = useSession()
  const navigate = useNavigate()
  const draft = useUnsavedDraft(`communication:${event.id}:${event.version}`, valuesOf(event))
  const needsNote = !session.units.some((unit) => unit.id === event.unit_id)
  const update = events.useVerb<Values>({
    done: 'saved',
    quiet: true,
    call: (values) =>
      updateCommunicationEvent({
        path: { event_id: event.id },
        headers: ifMatch(event),
        body: {
          ...bodyOf(values, new Date()),
          correction_note: needsNote ? values.correction_note.trim() : undefined,
        },
      }),
    onDone: () => {
      draft.forget()
      navigate({ to: '/communications/$eventId', params: { eventId: event.id }, replace: true })
    },
  })
  return (
    <>
      <PageHeader title={t('form.editTitle')} meta={event.unit_name} />
      <EventForm
        draft={draft}
        needsNote={needsNote}
        error={update.error}
        busy={update.isPending}
        save={t('form.save')}
        onSave={update.mutate}
      />
    </>
  )
}

import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type ActivityRead, type ActivityUpdate, updateActivity } from '@/client'
import { ifMatch } from '@/lib/api'
import { useSession } from '@/lib/session'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { useUnsavedDraft } from '@/ui/use-unsaved-draft'
import { ActivityForm } from './ActivityForm'
import { OneActivity } from './OneActivity'
import { activities } from './record'
import { bodyOf, valuesOf } from './values'

export default function EditPage() {
  const { t } = useTranslation('activities')
  return (
    <OneActivity>
      {(activity) =>
        activity.allowed_actions.includes('edit') ? (
          // Another version is another form: what was typed for an old one must not overwrite it unseen.
          <Form key={`${activity.id}:${activity.version}`} activity={activity} />
        ) : (
          <EmptyState page title={t('form.locked')} />
        )
      }
    </OneActivity>
  )
}

function Form({ activity }: { activity: ActivityRead }) {
  const { t } = useTranslation('activities')
  const session = useSession()
  const navigate = useNavigate()
  const draft = useUnsavedDraft(`activity:${activity.id}:${activity.version}`, valuesOf(activity))
  const needsNote = !session.units.some((unit) => unit.id === activity.unit_id)
  const save = activities.useVerb<ActivityUpdate>({
    done: 'changed',
    quiet: true,
    call: (body) => updateActivity({ path: { activity_id: activity.id }, headers: ifMatch(activity), body }),
    onDone: () => {
      draft.forget()
      navigate({ to: '/activities/$activityId', params: { activityId: activity.id }, replace: true })
    },
  })
  return (
    <>
      <PageHeader title={t('form.editTitle')} meta={activity.title} />
      <ActivityForm
        draft={draft}
        needsNote={needsNote}
        error={save.error}
        busy={save.isPending}
        save={t('form.save')}
        onSave={(values) =>
          save.mutate({
            ...bodyOf(values),
            correction_note: needsNote ? values.correction_note.trim() : undefined,
          })
        }
      />
    </>
  )
}

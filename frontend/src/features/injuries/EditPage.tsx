import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type InjuryRead, updateInjury } from '@/client'
import { ifMatch } from '@/lib/api'
import { useSession } from '@/lib/session'
import { PageHeader } from '@/ui/PageHeader'
import { useUnsavedDraft } from '@/ui/use-unsaved-draft'
import { InjuryForm } from './InjuryForm'
import { OneInjury } from './OneInjury'
import { injuries } from './record'
import { bodyOf, type Values, valuesOf } from './values'

export default function EditPage() {
  return <OneInjury>{(injury) => <Edit injury={injury} />}</OneInjury>
}

function Edit({ injury }: { injury: InjuryRead }) {
  const { t } = useTranslation('injuries')
  const session = useSession()
  const navigate = useNavigate()
  const draft = useUnsavedDraft(`injury:${injury.id}:${injury.version}`, valuesOf(injury))
  const needsNote = !session.units.some((unit) => unit.id === injury.unit_id)
  const update = injuries.useVerb<Values>({
    done: 'saved',
    quiet: true,
    call: (values) =>
      updateInjury({
        path: { injury_id: injury.id },
        headers: ifMatch(injury),
        body: {
          ...bodyOf(values),
          correction_note: needsNote ? values.correction_note.trim() : undefined,
        },
      }),
    onDone: () => {
      draft.forget()
      navigate({ to: '/injuries/$injuryId', params: { injuryId: injury.id }, replace: true })
    },
  })
  return (
    <>
      <PageHeader title={t('form.editTitle')} meta={injury.unit_name} />
      <InjuryForm
        draft={draft}
        site={injury.hazard_site_title}
        needsNote={needsNote}
        error={update.error}
        busy={update.isPending}
        save={t('form.save')}
        onSave={update.mutate}
      />
    </>
  )
}

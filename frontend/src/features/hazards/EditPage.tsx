import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type HazardRead, updateHazard } from '@/client'
import { ifMatch } from '@/lib/api'
import { useSession } from '@/lib/session'
import { PageHeader } from '@/ui/PageHeader'
import { useUnsavedDraft } from '@/ui/use-unsaved-draft'
import { HazardForm } from './HazardForm'
import { OneHazard } from './OneHazard'
import { hazards } from './record'
import { bodyOf, type Values, valuesOf } from './values'

export default function EditPage() {
  return <OneHazard>{(site) => <Edit site={site} />}</OneHazard>
}

function Edit({ site }: { site: HazardRead }) {
  const { t } = useTranslation('hazards')
  const session = useSession()
  const navigate = useNavigate()
  const draft = useUnsavedDraft(`hazard:${site.id}:${site.version}`, valuesOf(site))
  const own = [site.unit_id, ...site.owners.map((one) => one.id)]
  const needsNote = !session.units.some((unit) => own.includes(unit.id))
  const update = hazards.useVerb<Values>({
    done: 'saved',
    quiet: true,
    call: (values) =>
      updateHazard({
        path: { hazard_id: site.id },
        headers: ifMatch(site),
        body: {
          ...bodyOf(values),
          correction_note: needsNote ? values.correction_note.trim() : undefined,
        },
      }),
    onDone: () => {
      draft.forget()
      navigate({ to: '/hazards/$hazardId', params: { hazardId: site.id }, replace: true })
    },
  })
  return (
    <>
      <PageHeader title={t('form.editTitle')} meta={site.unit_name} />
      <HazardForm
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

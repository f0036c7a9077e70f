import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createHazard } from '@/client'
import { today } from '@/lib/format'
import { useListSearch } from '@/lib/list-search'
import { useSession } from '@/lib/session'
import { PageHeader } from '@/ui/PageHeader'
import { useUnsavedDraft } from '@/ui/use-unsaved-draft'
import { HazardForm } from './HazardForm'
import { PhotosField } from './PhotosField'
import { handPhotos } from './photos'
import { hazards } from './record'
import { bodyOf, freshValues, type Values } from './values'

export default function NewPage() {
  const { t } = useTranslation('hazards')
  const { search } = useListSearch()
  const { assignment_id, title, unit_id, kind } = search
  const session = useSession()
  const navigate = useNavigate()
  const [initial] = useState(() => freshValues({ title, unit_id, kind }, session.units, today()))
  const draft = useUnsavedDraft(`hazard:new:${assignment_id ?? ''}`, initial)
  const [photos, setPhotos] = useState<File[]>([])
  const create = hazards.useVerb<Values>({
    done: photos.length > 0 ? 'createdWithPhotos' : 'created',
    quiet: true,
    call: (values, headers) =>
      createHazard({
        headers,
        body: { ...bodyOf(values), assignment_ids: assignment_id ? [assignment_id] : [] },
      }),
    onDone: (record) => {
      draft.forget()
      // The place is saved whatever becomes of its photos: its page sends them, and says so of each.
      if (photos.length > 0) handPhotos(record.id, photos)
      navigate({ to: '/hazards/$hazardId', params: { hazardId: record.id }, hash: 'files', replace: true })
    },
  })
  return (
    <>
      <PageHeader title={t('form.newTitle')} />
      <HazardForm
        draft={draft}
        isNew
        error={create.error}
        busy={create.isPending}
        save={t('form.save')}
        onSave={create.mutate}
      >
        <PhotosField photos={photos} onChange={setPhotos} />
      </HazardForm>
    </>
  )
}

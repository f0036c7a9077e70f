import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type ChildRead, type ChildUpdate, updateChild } from '@/client'
import { ifMatch } from '@/lib/api'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { useUnsavedDraft } from '@/ui/use-unsaved-draft'
import { ChildForm } from './ChildForm'
import { OneChild } from './OneChild'
import { children } from './record'
import { bodyOf, valuesOf } from './values'

export default function EditPage() {
  const { t } = useTranslation('children')
  return (
    <OneChild>
      {(child) =>
        child.allowed_actions.includes('edit') ? (
          // Another version is another form: what was typed for an old one must not overwrite it unseen.
          <Form key={`${child.id}:${child.version}`} child={child} />
        ) : (
          <EmptyState page title={t('form.locked')} />
        )
      }
    </OneChild>
  )
}

function Form({ child }: { child: ChildRead }) {
  const { t } = useTranslation('children')
  const navigate = useNavigate()
  const draft = useUnsavedDraft(`child:${child.id}:${child.version}`, valuesOf(child))
  const save = children.useVerb<ChildUpdate>({
    done: 'changed',
    quiet: true,
    call: (body) => updateChild({ path: { child_id: child.id }, headers: ifMatch(child), body }),
    onDone: () => {
      draft.forget()
      navigate({ to: '/children/$childId', params: { childId: child.id }, replace: true })
    },
  })
  return (
    <>
      <PageHeader title={t('form.editTitle')} meta={child.full_name} />
      <ChildForm
        draft={draft}
        child={child}
        error={save.error}
        busy={save.isPending}
        save={t('form.save')}
        onSave={(values) => save.mutate(bodyOf(values))}
      />
    </>
  )
}

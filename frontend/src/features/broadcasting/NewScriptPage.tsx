import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { createBroadcastScript } from '@/client'
import { useSession } from '@/lib/session'
import { useUnits } from '@/lib/use-units'
import { PageHeader } from '@/ui/PageHeader'
import { UnitField } from '@/ui/UnitField'
import { useUnsavedDraft } from '@/ui/use-unsaved-draft'
import { scripts } from './record'
import { ScriptEditor, type ScriptValues } from './ScriptEditor'

export default function NewScriptPage() {
  const { t } = useTranslation('broadcasting')
  const session = useSession()
  const units = useUnits('communication:correct')
  const navigate = useNavigate()
  const draft = useUnsavedDraft<ScriptValues>('script:new', {
    title: '',
    text: '',
    unit_id: session.units[0]?.id ?? null,
  })
  const create = scripts.useVerb<ScriptValues>({
    done: 'saved',
    quiet: true,
    call: (values, headers) =>
      createBroadcastScript({ headers: headers, body: { ...values, unit_id: values.unit_id ?? '' } }),
    onDone: (script) => {
      draft.forget()
      navigate({ to: '/communications/scripts/$scriptId', params: { scriptId: script.id }, replace: true })
    },
  })
  return (
    <>
      <PageHeader title={t('script.new')} />
      <ScriptEditor draft={draft} error={create.error} busy={create.isPending} onSave={create.mutate}>
        {({ field }) => <UnitField field={field} units={units} label={t('column.unit')} />}
      </ScriptEditor>
    </>
  )
}

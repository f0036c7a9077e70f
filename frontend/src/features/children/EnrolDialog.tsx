import { useTranslation } from 'react-i18next'
import { type ChildRead, type EnrolmentCreate, enrolChild } from '@/client'
import { ifMatch } from '@/lib/api'
import { FormDialog } from '@/ui/FormDialog'
import { type Field, useRecordForm } from '@/ui/use-record-form'
import { children } from './record'
import { ofPart } from './refusals'
import { SchoolFields } from './SchoolFields'
import { schoolBody, schoolOf } from './values'

/** School and class from now on. */
export function EnrolDialog({ child, onClose }: { child: ChildRead; onClose: () => void }) {
  const { t } = useTranslation('children')
  const enrol = children.useVerb<EnrolmentCreate>({
    done: 'enrolled',
    quiet: true,
    call: (body) => enrolChild({ path: { child_id: child.id }, headers: ifMatch(child), body }),
    onDone: onClose,
  })
  const form = useRecordForm({
    values: schoolOf(child),
    error: enrol.error,
    refusals: ofPart,
    onSave: (values) => enrol.mutate(schoolBody(values)),
  })
  return (
    <FormDialog
      title={t('enrol.title', { name: child.full_name })}
      form={form}
      busy={enrol.isPending}
      send={t('enrol.send')}
      onClose={onClose}
    >
      <SchoolFields field={form.field as Field} values={form.values} />
    </FormDialog>
  )
}

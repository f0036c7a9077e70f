import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PoliceCreate } from '@/client'
import { FormDialog } from '@/ui/FormDialog'
import parts from '@/ui/parts.module.css'
import { useRecordForm } from '@/ui/use-record-form'
import { ofDialog } from './api'
import { MomentField } from './MomentField'
import { useKeptDraft } from './use-kept'

type Props = {
  /** Id of the report or case. */
  of: string
  verb: { error: unknown; isPending: boolean; mutate: (body: PoliceCreate) => void }
  onClose: () => void
}

/** A crime is suspected: when the police were told, and what they filed it under. */
export function PoliceDialog({ of, verb, onClose }: Props) {
  const { t } = useTranslation('incidents')
  const form = useRecordForm({
    values: useKeptDraft(`police:${of}`, { at: new Date().toISOString() as string | null, reference: '' }),
    error: verb.error,
    refusals: ofDialog,
    checks: ({ at }) => [['at', !at, t('police.atMissing')]],
    onSave: ({ at, reference }) => verb.mutate({ at: at ?? '', reference }),
  })
  return (
    <FormDialog
      title={t('police.title')}
      form={form}
      busy={verb.isPending}
      send={t('police.send')}
      onClose={onClose}
    >
      <p className={parts.hint}>{t('police.callFirst')}</p>
      <MomentField {...form.field('at')} label={t('police.at')} />
      <TextInput
        {...form.field('reference')}
        label={t('police.reference')}
        description={t('police.referenceHelp')}
        maxLength={300}
        autoComplete="off"
      />
    </FormDialog>
  )
}

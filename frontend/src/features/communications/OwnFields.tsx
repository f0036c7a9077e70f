import { Select, Switch, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { DateField } from '@/ui/DateField'
import { NumberField } from '@/ui/NumberField'
import parts from '@/ui/parts.module.css'
import type { RecordForm } from '@/ui/use-record-form'
import { approvedScriptsQuery } from './api'
import classes from './Communications.module.css'
import type { Values } from './values'
import { AUDIENCE, OWN_FIELDS } from './words'

type Props = { form: RecordForm<Values> }

/** The few fields that only this kind has. */
export function OwnFields({ form }: Props) {
  const { values: value } = form
  const { t } = useTranslation('communications')
  const has = (name: string) => OWN_FIELDS[value.kind].includes(name)
  const counts = (['broadcasts', 'copies', 'reach'] as const).filter(has)
  return (
    <>
      {has('audience_children') && (
        <fieldset className={`${parts.group} ${parts.stack}`}>
          <legend>{t('form.audience')}</legend>
          <div className={parts.counts}>
            {AUDIENCE.map((key) => (
              <NumberField key={key} {...form.field(key)} label={t(`form.${key}`)} />
            ))}
          </div>
        </fieldset>
      )}
      {has('script_id') && <ScriptChoice form={form} />}
      {counts.map((key) => (
        <NumberField key={key} {...form.field(key)} label={t(`form.${key}`)} />
      ))}
      {has('banner_size') && (
        <>
          <DateField {...form.field('put_up_on')} label={t('form.put_up_on')} />
          <DateField
            {...form.field('taken_down_on')}
            label={t('form.taken_down_on')}
            description={t('form.takenHelp')}
          />
          <TextInput
            {...form.field('banner_size')}
            label={t('form.banner_size')}
            placeholder="0,7 x 5 m"
            maxLength={100}
            autoComplete="off"
          />
        </>
      )}
      {has('link') && (
        <TextInput
          {...form.field('link')}
          label={t('form.link')}
          placeholder="https://"
          inputMode="url"
          onChange={(event) => form.patch({ link: event.currentTarget.value.trim() })}
          maxLength={2000}
          autoComplete="off"
        />
      )}
      {(value.kind === 'online_post' || value.shows_children) && <Consents form={form} />}
    </>
  )
}

function ScriptChoice({ form }: Props) {
  const { t } = useTranslation(['communications', 'common'])
  const scripts = useQuery(approvedScriptsQuery).data?.items ?? []
  return (
    <Select
      {...form.field('script_id')}
      label={t('form.script_id')}
      placeholder={t('form.noScript')}
      data={scripts.map((one) => ({ value: one.id, label: one.title }))}
      searchable
      clearable
      nothingFoundMessage={t('common:list.nothingFound')}
    />
  )
}

/** A photo of a child leaves the product only with the consents that the law asks for. */
function Consents({ form }: Props) {
  const { values: value } = form
  const { t } = useTranslation('communications')
  const keys = [
    'guardian_consent' as const,
    'children_7_plus' as const,
    ...(value.children_7_plus ? (['child_consent'] as const) : []),
  ]
  return (
    <fieldset className={`${parts.group} ${parts.stack}`}>
      <legend>{t('form.consents')}</legend>
      <Switch
        {...form.field('shows_children', 'checkbox')}
        label={t('form.shows_children')}
        classNames={{ body: classes.choiceRow, label: classes.choice }}
      />
      {value.shows_children && (
        <>
          <p className={parts.hint}>{t('form.consentHelp')}</p>
          {keys.map((key) => (
            <Switch
              key={key}
              {...form.field(key, 'checkbox')}
              label={t(`form.${key}`)}
              classNames={{ body: classes.choiceRow, label: classes.choice }}
            />
          ))}
        </>
      )}
    </fieldset>
  )
}

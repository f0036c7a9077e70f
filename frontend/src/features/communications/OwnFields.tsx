import { Select, Switch, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { DateField } from '@/ui/DateField'
import { NumberField } from '@/ui/NumberField'
import { approvedScriptsQuery } from './api'
import classes from './Communications.module.css'
import { fieldId } from './use-faults'
import type { Values } from './values'
import { AUDIENCE, OWN_FIELDS } from './words'

type Props = { value: Values; onChange: (change: Partial<Values>) => void }

/** The few fields that only this kind has. */
export function OwnFields({ value, onChange }: Props) {
  const { t } = useTranslation('communications')
  const has = (name: string) => OWN_FIELDS[value.kind].includes(name)
  const counts = (['broadcasts', 'copies', 'reach'] as const).filter(has)
  return (
    <>
      {has('audience_children') && (
        <fieldset className={classes.group}>
          <legend>{t('form.audience')}</legend>
          <div className={classes.three}>
            {AUDIENCE.map((key) => (
              <NumberField
                key={key}
                id={fieldId(key)}
                label={t(`form.${key}`)}
                value={value[key]}
                onChange={(count) => onChange({ [key]: count })}
              />
            ))}
          </div>
        </fieldset>
      )}
      {has('script_id') && <ScriptChoice value={value} onChange={onChange} />}
      {counts.map((key) => (
        <NumberField
          key={key}
          id={fieldId(key)}
          label={t(`form.${key}`)}
          value={value[key]}
          onChange={(count) => onChange({ [key]: count })}
        />
      ))}
      {has('banner_size') && (
        <>
          <DateField
            id={fieldId('put_up_on')}
            label={t('form.put_up_on')}
            value={value.put_up_on}
            onChange={(put_up_on) => onChange({ put_up_on })}
          />
          <DateField
            id={fieldId('taken_down_on')}
            label={t('form.taken_down_on')}
            description={t('form.takenHelp')}
            value={value.taken_down_on}
            onChange={(taken_down_on) => onChange({ taken_down_on })}
          />
          <TextInput
            id={fieldId('banner_size')}
            label={t('form.banner_size')}
            placeholder="0,7 x 5 m"
            value={value.banner_size}
            onChange={(event) => onChange({ banner_size: event.currentTarget.value })}
            maxLength={100}
            autoComplete="off"
          />
        </>
      )}
      {has('link') && (
        <TextInput
          id={fieldId('link')}
          label={t('form.link')}
          placeholder="https://"
          inputMode="url"
          value={value.link}
          onChange={(event) => onChange({ link: event.currentTarget.value.trim() })}
          maxLength={2000}
          autoComplete="off"
        />
      )}
      {(value.kind === 'online_post' || value.shows_children) && (
        <Consents value={value} onChange={onChange} />
      )}
    </>
  )
}

function ScriptChoice({ value, onChange }: Props) {
  const { t } = useTranslation(['communications', 'common'])
  const scripts = useQuery(approvedScriptsQuery).data?.items ?? []
  return (
    <Select
      id={fieldId('script_id')}
      label={t('form.script_id')}
      placeholder={t('form.noScript')}
      data={scripts.map((one) => ({ value: one.id, label: one.title }))}
      value={value.script_id}
      onChange={(script_id) => onChange({ script_id })}
      searchable
      clearable
      nothingFoundMessage={t('common:list.nothingFound')}
    />
  )
}

/** A photo of a child leaves the product only with the consents that the law asks for. */
function Consents({ value, onChange }: Props) {
  const { t } = useTranslation('communications')
  const keys = [
    'guardian_consent' as const,
    'children_7_plus' as const,
    ...(value.children_7_plus ? (['child_consent'] as const) : []),
  ]
  return (
    <fieldset className={classes.group}>
      <legend>{t('form.consents')}</legend>
      <Switch
        id={fieldId('shows_children')}
        label={t('form.shows_children')}
        classNames={{ body: classes.choiceRow, label: classes.choice }}
        checked={value.shows_children}
        onChange={(event) => onChange({ shows_children: event.currentTarget.checked })}
      />
      {value.shows_children && (
        <>
          <p className={classes.notice}>{t('form.consentHelp')}</p>
          {keys.map((key) => (
            <Switch
              key={key}
              id={fieldId(key)}
              label={t(`form.${key}`)}
              classNames={{ body: classes.choiceRow, label: classes.choice }}
              checked={value[key]}
              onChange={(event) => onChange({ [key]: event.currentTarget.checked })}
            />
          ))}
        </>
      )}
    </fieldset>
  )
}

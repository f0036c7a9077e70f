import { Button, Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { FormFault } from '@/ui/FormErrors'
import parts from '@/ui/parts.module.css'
import { ChildFields } from './ChildFields'
import { Fold } from './Fold'
import { fieldsOf } from './fields'
import { HarmFields } from './HarmFields'
import classes from './Incidents.module.css'
import { MomentField } from './MomentField'
import { NEW_CHILD, type ReportValues } from './report-values'
import { CHANNELS } from './words'

type Props = {
  values: ReportValues
  onChange: (values: ReportValues) => void
  faults: FormFault[]
  /** Somebody has been written down as who told. */
  hasInformant?: boolean
}

const MOST_CHILDREN = 20

/** Mẫu 01: one sentence, the way and the time stand first; the rest is folded by its headings. */
export function ReportForm({ values, onChange, faults, hasInformant = false }: Props) {
  const { t } = useTranslation('incidents')
  const fields = fieldsOf('report', values, onChange, faults)
  const { children, suspect } = values.facts
  return (
    <>
      <Textarea
        {...fields.text('facts.what')}
        label={t('report.what')}
        description={t('report.whatHelp')}
        autosize
        minRows={3}
        maxLength={8000}
      />
      <Select
        {...fields.maybe('channel')}
        label={t('report.channel')}
        data={CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))}
        allowDeselect={false}
      />
      <MomentField
        {...fields.maybe('received_at')}
        label={t('report.receivedAt')}
        description={t('report.receivedHelp')}
      />
      <div className={parts.stack}>
        <Checkbox
          {...fields.check('parent_is_suspect')}
          label={t('report.parentSuspect')}
          description={t('report.parentSuspectHelp')}
        />
        <Checkbox
          {...fields.check('urgent')}
          checked={values.urgent || values.parent_is_suspect}
          disabled={values.parent_is_suspect}
          label={t('report.urgent')}
          description={t('report.urgentHelp')}
        />
      </div>

      <div>
        <Fold plain title={t('report.children')} aside={children.length || ''} open={children.length > 0}>
          {children.map((_, at) => (
            <fieldset key={at} className={classes.box}>
              <legend>{t('report.child', { number: at + 1 })}</legend>
              <ChildFields
                fields={fields}
                of={`facts.children.${at}`}
                sex={`facts.children.${at}.sex`}
                nameHelp={t('child.nameHelp')}
              />
              <Button
                variant="subtle"
                color="gray"
                style={{ alignSelf: 'start' }}
                onClick={() =>
                  fields.set(
                    'facts.children',
                    children.filter((_, other) => other !== at),
                  )
                }
              >
                {t('report.removeChild', { number: at + 1 })}
              </Button>
            </fieldset>
          ))}
          {children.length < MOST_CHILDREN && (
            <Button
              variant="default"
              leftSection={<IconPlus size={18} aria-hidden />}
              style={{ alignSelf: 'start' }}
              onClick={() => fields.set('facts.children', [...children, NEW_CHILD])}
            >
              {t('report.addChild')}
            </Button>
          )}
        </Fold>
        <Fold plain title={t('report.harm')} aside={values.harms.length || ''}>
          <HarmFields fields={fields} nature={values.nature} harms={values.harms} />
        </Fold>
        <Fold plain title={t('report.placeTitle')}>
          <TextInput
            {...fields.text('facts.place')}
            label={t('report.place')}
            description={t('report.placeHelp')}
            maxLength={300}
            autoComplete="off"
          />
        </Fold>
        <Fold plain title={t('report.suspect')} open={Boolean(suspect.name || suspect.details)}>
          <TextInput
            {...fields.text('facts.suspect.name')}
            label={t('report.suspectName')}
            maxLength={200}
            autoComplete="off"
          />
          <TextInput
            {...fields.text('facts.suspect.relation')}
            label={t('report.suspectRelation')}
            maxLength={300}
            autoComplete="off"
          />
          <Textarea
            {...fields.text('facts.suspect.details')}
            label={t('report.suspectDetails')}
            autosize
            minRows={2}
            maxLength={4000}
          />
        </Fold>
        <Fold plain title={t('report.informant')}>
          <p className={parts.hint}>{t(hasInformant ? 'informant.replaces' : 'informant.apart')}</p>
          <TextInput
            {...fields.text('informant.name')}
            label={t('informant.name')}
            maxLength={200}
            autoComplete="off"
          />
          <TextInput
            {...fields.text('informant.phone')}
            label={t('informant.phone')}
            inputMode="tel"
            maxLength={40}
            autoComplete="off"
          />
          <TextInput
            {...fields.text('informant.address')}
            label={t('informant.address')}
            maxLength={300}
            autoComplete="off"
          />
          <TextInput
            {...fields.text('informant.relation')}
            label={t('informant.relation')}
            maxLength={300}
            autoComplete="off"
          />
          <Checkbox {...fields.check('informant.wants_secrecy')} label={t('informant.secrecy')} />
        </Fold>
        <Fold plain title={t('report.doneAtOnce')} open={Boolean(values.facts.done_at_once)}>
          <Textarea
            {...fields.text('facts.done_at_once')}
            label={t('report.doneLabel')}
            description={t('report.doneHelp')}
            autosize
            minRows={2}
            maxLength={4000}
          />
        </Fold>
      </div>
    </>
  )
}

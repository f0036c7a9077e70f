import { Button, Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CaseRead, type CaseUpdate, readIncidentCase, updateIncidentCase } from '@/client'
import { ifMatch, unwrap } from '@/lib/api'
import { today } from '@/lib/format'
import { textAt } from '@/lib/texts'
import { useParam } from '@/lib/use-param'
import { DateField } from '@/ui/DateField'
import { FormErrors } from '@/ui/FormErrors'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { SaveState } from '@/ui/SaveState'
import { type Refusals, useFaults } from '@/ui/use-faults'
import { caseQuery } from './api'
import { ChildFields } from './ChildFields'
import { behindDoor } from './Door'
import { type Fields, fieldsOf } from './fields'
import { HarmFields } from './HarmFields'
import classes from './Incidents.module.css'
import { Opened } from './Opened'
import { RegisterField } from './RegisterField'
import { SecretMark } from './SecretMark'
import { useSaved } from './use-saved'
import { WardField } from './WardField'
import { SECRET_GROUPS, SECRET_SUB_GROUPS } from './words'

const ofCase: Refusals = {
  form: 'case',
  fieldOf: ({ extra }) => (extra.field === 'birth' ? 'facts.birth' : (extra.field as string | undefined)),
}

/** Who the child is and what is known by now; saved by itself. */
function EditCasePage() {
  const caseId = useParam('caseId')
  const queryClient = useQueryClient()
  const [round, setRound] = useState(0)
  const theirs = async () => {
    await queryClient.refetchQueries(caseQuery(caseId))
    setRound(round + 1)
  }
  return (
    <Opened query={caseQuery(caseId)}>{(one) => <Form key={round} one={one} onTheirs={theirs} />}</Opened>
  )
}

const valuesOf = (one: CaseRead): CaseUpdate => ({
  facts: one.child,
  child_id: one.child_id,
  sex: one.sex,
  nature: one.nature,
  harms: one.harms,
  online: one.online,
  urgent: one.urgent,
  parent_is_suspect: one.parent_is_suspect,
  event_ward: one.event_ward,
  residence_ward: one.residence_ward,
})

function Form({ one, onTheirs }: { one: CaseRead; onTheirs: () => void }) {
  const { t } = useTranslation('incidents')
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const path = { case_id: one.id }
  const saved = useSaved({
    name: `case:${one.id}`,
    start: valuesOf(one),
    version: one.version,
    latest: () =>
      readIncidentCase({ path })
        .then(unwrap)
        .then(({ version }) => version),
    save: async (body, version) => {
      const reply = await updateIncidentCase({ path, body, headers: ifMatch({ version }) }).then(unwrap)
      queryClient.setQueryData(caseQuery(one.id).queryKey, reply)
      return reply
    },
  })
  const { values } = saved
  const faults = useFaults(saved.state === 'failed' ? saved.error : null, ofCase)
  const fields = fieldsOf('case', values, saved.change, faults)
  return (
    <div className={parts.column}>
      <PageHeader title={t('case.edit')} documentTitle={t('case.one')} meta={one.reference} />
      <SecretMark />
      <div className={classes.form}>
        <FormErrors faults={faults} />
        <ChildFields fields={fields} of="facts" sex="sex">
          <RegisterField
            name={values.facts.name ?? ''}
            value={values.child_id ?? null}
            onChange={(child_id) => fields.set('child_id', child_id)}
          />
          <TextInput
            {...fields.text('facts.address')}
            label={t('child.address')}
            maxLength={300}
            autoComplete="off"
          />
        </ChildFields>
        <TextInput
          {...fields.text('facts.school')}
          label={t('child.school')}
          maxLength={300}
          autoComplete="off"
        />
        <Carers fields={fields} values={values} />
        <Groups fields={fields} values={values} />
        <HarmFields fields={fields} nature={values.nature ?? 'abused'} harms={values.harms ?? []} />
        <div className={parts.stack}>
          <Checkbox
            {...fields.check('parent_is_suspect')}
            label={t('report.parentSuspect')}
            description={t('report.parentSuspectHelp')}
          />
          <Checkbox
            {...fields.check('urgent')}
            checked={Boolean(values.urgent || values.parent_is_suspect)}
            disabled={values.parent_is_suspect}
            label={t('report.urgent')}
          />
        </div>
        <div className={classes.pair}>
          {(['event_ward', 'residence_ward'] as const).map((name) => (
            <WardField
              key={name}
              {...fields.maybe(name)}
              onChange={(code) => fields.set(name, code ?? '')}
              label={t(`accept.${name}`)}
              description={t('accept.wardHelp')}
              known={one[name] ? { [one[name]]: one[`${name}_name`] ?? '' } : {}}
              any
            />
          ))}
        </div>
        <Textarea
          {...fields.text('facts.summary')}
          label={t('child.summary')}
          autosize
          minRows={3}
          maxLength={4000}
        />
        <div className={classes.save}>
          <Button
            size="md"
            loading={saved.state === 'saving'}
            onClick={async () => {
              if (await saved.flush())
                void navigate({ to: '/incidents/cases/$caseId', params: { caseId: one.id } })
            }}
          >
            {t('save.done')}
          </Button>
          <SaveState saved={saved} onTheirs={onTheirs} />
        </div>
      </div>
    </div>
  )
}

type PartProps = { fields: Fields; values: CaseUpdate }

function Carers({ fields, values }: PartProps) {
  const { t } = useTranslation('incidents')
  const carers = values.facts.carers ?? []
  return (
    <div className={parts.stack}>
      {carers.map((_, at) => (
        <fieldset key={at} className={classes.box}>
          <legend>{t('carers.one', { number: at + 1 })}</legend>
          <TextInput
            {...fields.text(`facts.carers.${at}.name`)}
            label={t('informant.name')}
            maxLength={200}
            autoComplete="off"
          />
          <div className={classes.pair}>
            <TextInput
              {...fields.text(`facts.carers.${at}.relation`)}
              label={t('carers.relation')}
              maxLength={300}
              autoComplete="off"
            />
            <TextInput
              {...fields.text(`facts.carers.${at}.phone`)}
              label={t('informant.phone')}
              inputMode="tel"
              maxLength={40}
              autoComplete="off"
            />
          </div>
          <Checkbox
            {...fields.check(`facts.carers.${at}.is_suspect`)}
            label={t('carers.isSuspect')}
            description={t('carers.isSuspectHelp')}
          />
          <Remove
            label={t('carers.remove', { number: at + 1 })}
            onRemove={() =>
              fields.set(
                'facts.carers',
                carers.filter((_, other) => other !== at),
              )
            }
          />
        </fieldset>
      ))}
      <Add
        label={t('carers.add')}
        onAdd={() =>
          fields.set('facts.carers', [...carers, { name: '', relation: '', phone: '', is_suspect: false }])
        }
      />
    </div>
  )
}

/** The seven groups of Luật Trẻ em Điều 10 that are secrets of a case. */
function Groups({ fields, values }: PartProps) {
  const { t } = useTranslation('incidents')
  const groups = values.facts.groups ?? []
  return (
    <div className={parts.stack}>
      {groups.map((fact, at) => {
        const subs = SECRET_SUB_GROUPS[fact.group]
        return (
          <fieldset key={at} className={classes.box}>
            <legend>{t('groups.one', { number: at + 1 })}</legend>
            <Select
              label={t('groups.group')}
              data={SECRET_GROUPS.map((value) => ({ value, label: t(`group.${value}`) }))}
              value={fact.group}
              allowDeselect={false}
              onChange={(group) => fields.set(`facts.groups.${at}`, { ...fact, group, sub_group: '' })}
            />
            {subs.length > 0 && (
              <Select
                {...fields.maybe(`facts.groups.${at}.sub_group`)}
                label={t('groups.sub')}
                data={subs.map((value) => ({ value, label: textAt(`incidents:subGroup.${value}`) }))}
                onChange={(value) => fields.set(`facts.groups.${at}.sub_group`, value ?? '')}
              />
            )}
            <div className={classes.pair}>
              <DateField
                {...fields.maybe(`facts.groups.${at}.from_on`)}
                label={t('groups.from')}
                onChange={(day) => day && fields.set(`facts.groups.${at}.from_on`, day)}
                clearable={false}
              />
              <DateField {...fields.maybe(`facts.groups.${at}.to_on`)} label={t('groups.to')} />
            </div>
            <TextInput
              {...fields.text(`facts.groups.${at}.conclusion`)}
              label={t('groups.conclusion')}
              maxLength={300}
              autoComplete="off"
            />
            <Remove
              label={t('groups.remove', { number: at + 1 })}
              onRemove={() =>
                fields.set(
                  'facts.groups',
                  groups.filter((_, other) => other !== at),
                )
              }
            />
          </fieldset>
        )
      })}
      <Add
        label={t('groups.add')}
        onAdd={() =>
          fields.set('facts.groups', [
            ...groups,
            { group: 'violence_serious_harm', sub_group: '', from_on: today(), to_on: null, conclusion: '' },
          ])
        }
      />
    </div>
  )
}

const Add = ({ label, onAdd }: { label: string; onAdd: () => void }) => (
  <Button
    variant="default"
    style={{ alignSelf: 'start' }}
    leftSection={<IconPlus size={18} aria-hidden />}
    onClick={onAdd}
  >
    {label}
  </Button>
)

const Remove = ({ label, onRemove }: { label: string; onRemove: () => void }) => (
  <Button variant="subtle" color="gray" style={{ alignSelf: 'start' }} onClick={onRemove}>
    {label}
  </Button>
)

export default behindDoor(EditCasePage)

import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import {
  addChildGroup,
  addChildNeed,
  type ChildRead,
  endChildGroup,
  endChildNeed,
  type GroupCreate,
  type LegalGroup,
  type NeedCategory,
  type NeedCreate,
} from '@/client'
import { ifMatch } from '@/lib/api'
import { today } from '@/lib/format'
import { DateField } from '@/ui/DateField'
import { FormDialog } from '@/ui/FormDialog'
import parts from '@/ui/parts.module.css'
import { useRecordForm } from '@/ui/use-record-form'
import { children } from './record'
import { ofPart } from './refusals'
import { useChildWords } from './use-child-words'
import { GROUPS, NEEDS, SUB_GROUPS } from './words'

type Props = { child: ChildRead; onClose: () => void }

const held = <Row extends { to_on: string | null }>(rows: Row[] | null) =>
  (rows ?? []).filter((one) => one.to_on === null)

/** A group of Luật Trẻ em Điều 10 to which the child belongs from a day on. */
export function GroupDialog({ child, onClose }: Props) {
  const { t } = useTranslation('children')
  const words = useChildWords()
  const has = held(child.groups).map((one) => one.legal_group)
  const add = children.useVerb<GroupCreate>({
    done: 'assessed',
    quiet: true,
    call: (body) => addChildGroup({ path: { child_id: child.id }, headers: ifMatch(child), body }),
    onDone: onClose,
  })
  const form = useRecordForm({
    values: {
      legal_group: null as LegalGroup | null,
      sub_group: null as string | null,
      evidence: '',
      from_on: today() as string | null,
    },
    error: add.error,
    refusals: ofPart,
    checks: (values) => [
      ['legal_group', !values.legal_group, t('groups.missing')],
      ['from_on', !values.from_on, t('part.dayMissing')],
    ],
    onSave: ({ legal_group, from_on, ...values }) =>
      legal_group &&
      add.mutate({ ...values, legal_group, from_on: from_on ?? '', evidence: values.evidence.trim() }),
  })
  const { legal_group } = form.values
  return (
    <FormDialog
      title={t('groups.addTitle')}
      form={form}
      busy={add.isPending}
      send={t('part.send')}
      onClose={onClose}
    >
      <Select
        {...form.field('legal_group')}
        onChange={(group) => form.patch({ legal_group: group as LegalGroup | null, sub_group: null })}
        label={t('groups.group')}
        data={GROUPS.filter((group) => !has.includes(group)).map((group) => ({
          value: group,
          label: t(`group.${group}`),
        }))}
        allowDeselect={false}
        data-autofocus
      />
      {legal_group && (
        <Select
          {...form.field('sub_group')}
          label={t('groups.subGroup')}
          description={t('groups.subGroupHelp')}
          data={SUB_GROUPS[legal_group].map((sub) => ({
            value: sub,
            label: words.subGroup(legal_group, sub),
          }))}
          clearable
          clearButtonProps={{ 'aria-label': t('groups.subGroupClear') }}
        />
      )}
      <DateField {...form.field('from_on')} label={t('part.from')} />
      <TextInput
        {...form.field('evidence')}
        label={t('groups.evidence')}
        placeholder={t('groups.evidenceExample')}
        maxLength={500}
        autoComplete="off"
      />
      <p className={parts.quiet}>{t('groups.note')}</p>
    </FormDialog>
  )
}

/** A local category of need from a day on. */
export function NeedDialog({ child, onClose }: Props) {
  const { t } = useTranslation('children')
  const has = held(child.needs).map((one) => one.category)
  const add = children.useVerb<NeedCreate>({
    done: 'assessed',
    quiet: true,
    call: (body) => addChildNeed({ path: { child_id: child.id }, headers: ifMatch(child), body }),
    onDone: onClose,
  })
  const form = useRecordForm({
    values: { category: null as NeedCategory | null, from_on: today() as string | null },
    error: add.error,
    refusals: ofPart,
    checks: (values) => [
      ['category', !values.category, t('needs.missing')],
      ['from_on', !values.from_on, t('part.dayMissing')],
    ],
    onSave: ({ category, from_on }) => category && add.mutate({ category, from_on: from_on ?? '' }),
  })
  return (
    <FormDialog
      title={t('needs.addTitle')}
      form={form}
      busy={add.isPending}
      send={t('part.send')}
      onClose={onClose}
    >
      <Select
        {...form.field('category')}
        label={t('needs.category')}
        data={NEEDS.filter((need) => !has.includes(need)).map((need) => ({
          value: need,
          label: t(`need.${need}`),
        }))}
        allowDeselect={false}
        data-autofocus
      />
      <DateField {...form.field('from_on')} label={t('part.from')} />
    </FormDialog>
  )
}

/** Which row is ended, and what it is called. */
export type Ending = { kind: 'group' | 'need'; id: string; name: string }

/** It held until that day; the row stays. */
export function EndDialog({ child, ending, onClose }: Props & { ending: Ending }) {
  const { t } = useTranslation('children')
  const end = children.useVerb<string>({
    done: 'ended',
    quiet: true,
    call: (to_on) => {
      const request = { headers: ifMatch(child), body: { to_on } }
      const path = { child_id: child.id }
      return ending.kind === 'group'
        ? endChildGroup({ ...request, path: { ...path, group_id: ending.id } })
        : endChildNeed({ ...request, path: { ...path, need_id: ending.id } })
    },
    onDone: onClose,
  })
  const form = useRecordForm({
    values: { to_on: today() as string | null },
    error: end.error,
    refusals: ofPart,
    checks: ({ to_on }) => [['to_on', !to_on, t('part.dayMissing')]],
    onSave: ({ to_on }) => to_on && end.mutate(to_on),
  })
  return (
    <FormDialog
      title={t('part.endTitle', { name: ending.name })}
      form={form}
      busy={end.isPending}
      send={t('part.end')}
      onClose={onClose}
    >
      <DateField {...form.field('to_on')} label={t('part.last')} description={t('part.endHelp')} />
    </FormDialog>
  )
}

import { Button, Group, Modal, MultiSelect, SegmentedControl, Select, Stack, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeUnits, previewUnitChange, type UnitChangeCreate, type UnitChangeKind } from '@/client'
import { unwrap, useAction } from '@/lib/api'
import { today } from '@/lib/format'
import { useUnits } from '@/lib/use-units'
import { DateField } from '@/ui/DateField'
import { FormErrors } from '@/ui/FormErrors'
import { showDone } from '@/ui/notices'
import parts from '@/ui/parts.module.css'
import { useRecordForm } from '@/ui/use-record-form'
import { ofUnitChange } from './refusals'
import classes from './registry.module.css'
import { useUnitChangeWords } from './unit-change-words'

type Values = {
  kind: UnitChangeKind
  predecessor_ids: string[]
  /** Names of the new units; the first one inherits. */
  successors: string[]
  on_day: string | null
  paper_number: string
  paper_on: string | null
}

const KINDS: UnitChangeKind[] = ['merge', 'split', 'rename']

const bodyOf = ({ successors, on_day, paper_on, ...values }: Values): UnitChangeCreate => ({
  ...values,
  successors: successors.flatMap((name) => (name.trim() ? [{ name: name.trim() }] : [])),
  on_day: on_day ?? '',
  paper_on: paper_on ?? '',
})

/** A resolution of the council on units. It is shown first what follows from it; only then can it be made. */
export function UnitChangeDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['registry', 'common'])
  const queryClient = useQueryClient()
  const words = useUnitChangeWords()
  const { open } = useUnits()
  const [looked, setLooked] = useState('')
  const look = useAction({
    action: (body: UnitChangeCreate) => previewUnitChange({ body }).then(unwrap),
    onSuccess: (_, body) => setLooked(JSON.stringify(body)),
  })
  const make = useAction({
    action: (body: UnitChangeCreate, headers) => changeUnits({ body, headers }).then(unwrap),
    onSuccess: async () => {
      showDone(t('change.made'))
      // Everything that names a unit.
      await queryClient.invalidateQueries()
      onClose()
    },
  })
  const form = useRecordForm<Values>({
    values: {
      kind: 'merge',
      predecessor_ids: [],
      successors: [''],
      on_day: today(),
      paper_number: '',
      paper_on: null,
    },
    error: make.error ?? look.error,
    refusals: ofUnitChange,
    checks: (values) => [
      ['predecessor_ids', values.predecessor_ids.length === 0, t('change.needsUnits')],
      ['successors', !values.successors.some((name) => name.trim()), t('change.needsName')],
      ['paper_number', !values.paper_number.trim(), t('change.needsPaper')],
      ['on_day', !values.on_day, t('common:form.dateWrong')],
      ['paper_on', !values.paper_on, t('common:form.dateWrong')],
    ],
    onSave: (values) => {
      const body = bodyOf(values)
      if (JSON.stringify(body) === looked) make.mutate(body)
      else {
        make.reset()
        look.mutate(body)
      }
    },
  })
  const { values, field, patch } = form
  const body = bodyOf(values)
  const shown = look.data && JSON.stringify(body) === looked ? look.data : null
  const options = open.map((unit) => ({ value: unit.id, label: unit.name }))
  const { value: ended, onChange: _, ...predecessors } = field('predecessor_ids')
  const { value: names, onChange: __, error: nameError, id: nameId } = field('successors')
  const rename = (index: number, name: string) =>
    patch({ successors: names.map((old: string, at: number) => (at === index ? name : old)) })

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('change.open')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <form onSubmit={form.onSubmit}>
        <Stack>
          <FormErrors faults={form.faults} />
          <SegmentedControl
            aria-label={t('change.kind')}
            data={KINDS.map((kind) => ({ value: kind, label: t(`change.kinds.${kind}`) }))}
            value={values.kind}
            onChange={(kind) =>
              patch({
                kind,
                predecessor_ids: kind === 'merge' ? ended : ended.slice(0, 1),
                successors: kind === 'split' ? [names[0] ?? '', ''] : names.slice(0, 1),
              })
            }
          />
          {values.kind === 'merge' ? (
            <MultiSelect
              {...predecessors}
              label={t('change.units')}
              data={options}
              value={ended}
              onChange={(predecessor_ids) => patch({ predecessor_ids })}
              searchable
              hidePickedOptions
              maxValues={20}
              nothingFoundMessage={t('common:list.nothingFound')}
            />
          ) : (
            <Select
              {...predecessors}
              label={t('change.unit')}
              data={options}
              value={ended[0] ?? null}
              onChange={(unit) => patch({ predecessor_ids: unit ? [unit] : [] })}
              searchable
              nothingFoundMessage={t('common:list.nothingFound')}
            />
          )}
          {names.map((name: string, index: number) => (
            <TextInput
              key={index}
              id={index === 0 ? nameId : undefined}
              error={index === 0 ? nameError : undefined}
              label={t(
                values.kind !== 'split' ? 'change.name' : index === 0 ? 'change.heirName' : 'change.partName',
              )}
              description={values.kind === 'split' && index === 0 ? t('change.heirHelp') : undefined}
              value={name}
              onChange={(event) => rename(index, event.currentTarget.value)}
              maxLength={200}
            />
          ))}
          {values.kind === 'split' && names.length < 20 && (
            <Button
              variant="default"
              leftSection={<IconPlus size={18} />}
              onClick={() => patch({ successors: [...names, ''] })}
              style={{ alignSelf: 'flex-start' }}
            >
              {t('change.morePart')}
            </Button>
          )}
          <DateField
            {...field('on_day')}
            label={t('change.onDay')}
            description={t('change.onDayHelp')}
            maxDate={today()}
            clearable={false}
          />
          <Group grow align="flex-start" preventGrowOverflow={false}>
            <TextInput
              {...field('paper_number')}
              label={t('change.paperNumber')}
              placeholder="12/NQ-HĐND"
              maxLength={100}
            />
            <DateField
              {...field('paper_on')}
              label={t('change.paperOn')}
              maxDate={today()}
              clearable={false}
            />
          </Group>
          {shown && (
            // Below what is filled in: on a telephone it would stay out of sight.
            <div
              className={parts.hint}
              role="status"
              ref={(shown) => shown?.scrollIntoView({ block: 'nearest' })}
            >
              <b>
                {words.sentence({
                  ...body,
                  from: values.predecessor_ids.flatMap(
                    (id) => open.find((unit) => unit.id === id)?.name ?? [],
                  ),
                  to: body.successors.map((one) => one.name),
                })}
              </b>
              <ul className={classes.follows}>
                <li>{words.followed(shown.heir_name, shown.followed)}</li>
                {(shown.followed.same_tasks ?? 0) > 0 && (
                  <li>{t('change.sameTasks', { count: shown.followed.same_tasks ?? 0 })}</li>
                )}
                {values.kind === 'split' && <li>{t('change.splitChildren')}</li>}
                <li>{t('change.past')}</li>
              </ul>
            </div>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={look.isPending || make.isPending}>
              {t(shown ? 'change.make' : 'change.look')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

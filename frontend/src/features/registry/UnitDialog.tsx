import { Button, Group, Modal, Select, Stack, TagsInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { closeUnit, createUnit, reopenUnit, type UnitKind, type UnitRead, updateUnit } from '@/client'
import { ifMatch, unwrap, useAction } from '@/lib/api'
import { REGISTRY, UNIT_KINDS } from '@/lib/units'
import { FormErrors } from '@/ui/FormErrors'
import { showDone } from '@/ui/notices'
import { useRecordForm } from '@/ui/use-record-form'
import { ofUnit } from './refusals'
import classes from './registry.module.css'

type Values = { name: string; kind: UnitKind; aliases: string[] }

/** A unit's name, kind and other names; without `unit`, a new one. */
export function UnitDialog({ unit, onClose }: { unit?: UnitRead; onClose: () => void }) {
  const { t } = useTranslation(['registry', 'common'])
  const queryClient = useQueryClient()
  const leave = async (done: string) => {
    showDone(done)
    await queryClient.invalidateQueries({ queryKey: REGISTRY })
    onClose()
  }

  const save = useAction({
    action: (body: Values, headers) =>
      unit
        ? updateUnit({ path: { unit_id: unit.id }, body, headers: ifMatch(unit) }).then(unwrap)
        : createUnit({ body, headers }).then(unwrap),
    onSuccess: (saved) => leave(t(unit ? 'done.saved' : 'done.added', { name: saved.name })),
  })
  const toggle = useAction({
    action: (unit: UnitRead) => {
      const request = { path: { unit_id: unit.id }, headers: ifMatch(unit) }
      return (unit.closed_at ? reopenUnit(request) : closeUnit(request)).then(unwrap)
    },
    onSuccess: (saved) => leave(t(saved.closed_at ? 'done.closed' : 'done.reopened', { name: saved.name })),
  })
  const form = useRecordForm<Values>({
    values: { name: unit?.name ?? '', kind: unit?.kind ?? 'khu_pho', aliases: unit?.aliases ?? [] },
    error: save.error ?? toggle.error,
    refusals: ofUnit,
    onSave: save.mutate,
  })

  return (
    <Modal
      opened
      onClose={onClose}
      title={unit?.name ?? t('units.add')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <form onSubmit={form.onSubmit}>
        <Stack>
          <FormErrors faults={form.faults} />
          <TextInput
            {...form.field('name')}
            label={t('units.name')}
            description={unit && t('units.nameHelp')}
            maxLength={200}
            required
            data-autofocus
          />
          <Select
            {...form.field('kind')}
            label={t('units.kind')}
            description={t('units.kindHelp')}
            data={UNIT_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
            allowDeselect={false}
          />
          <TagsInput
            {...form.field('aliases')}
            label={`${t('units.aliases')} (${t('common:form.optional')})`}
            description={t('units.aliasesHelp')}
            maxTags={20}
            acceptValueOnBlur
          />
          {unit && (
            <div className={classes.quiet}>{t(unit.closed_at ? 'units.closedHelp' : 'units.closeHelp')}</div>
          )}
          <Group justify="space-between">
            {unit ? (
              <Button variant="default" loading={toggle.isPending} onClick={() => toggle.mutate(unit)}>
                {t(unit.closed_at ? 'units.reopen' : 'units.close')}
              </Button>
            ) : (
              <Button variant="default" onClick={onClose}>
                {t('common:action.cancel')}
              </Button>
            )}
            <Button type="submit" loading={save.isPending}>
              {unit ? t('common:action.save') : t('units.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

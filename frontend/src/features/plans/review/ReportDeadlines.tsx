import { Button, Select, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { today } from '@/lib/format'
import { DateField } from '@/ui/DateField'
import type { ReportDeadline } from '../content/types'
import { DropButton } from './DropButton'
import classes from './review.module.css'
import type { Draft } from './use-draft'
import { itemDomId } from './use-selection'

/** Who reports to whom before which day. */
export function ReportDeadlines({ draft, domId }: { draft: Draft; domId: (index: number) => string }) {
  const { t } = useTranslation('plans')
  const deadlines = draft.content.report_deadlines
  const change = (index: number, what: Partial<ReportDeadline>, tag?: string) =>
    draft.change(
      (old) => ({
        ...old,
        report_deadlines: old.report_deadlines.map((one, at) => (at === index ? { ...one, ...what } : one)),
      }),
      tag && `${tag} ${domId(index)}`,
    )
  const added: ReportDeadline = {
    from: 'units',
    to: t('deadline.ward'),
    due_before: draft.content.ends_on ?? today(),
    through: null,
    span: null,
  }
  return (
    <section aria-labelledby="read-deadlines">
      <h2 id="read-deadlines">{t('section.deadlines', { count: deadlines.length })}</h2>
      {deadlines.map((deadline, index) => (
        <div key={domId(index)} id={itemDomId(domId(index))} className={classes.deadline}>
          <div className={classes.fields}>
            <Select
              label={t('deadline.from')}
              data={[
                { value: 'units', label: t('deadline.units') },
                { value: 'ward', label: t('deadline.ward') },
              ]}
              value={deadline.from}
              allowDeselect={false}
              onChange={(from) => from && change(index, { from: from as ReportDeadline['from'] })}
            />
            <TextInput
              label={t('deadline.to')}
              value={deadline.to}
              maxLength={500}
              onChange={(event) => change(index, { to: event.currentTarget.value }, 'to')}
            />
            <TextInput
              label={t('deadline.through')}
              value={deadline.through ?? ''}
              maxLength={500}
              onChange={(event) => change(index, { through: event.currentTarget.value || null }, 'through')}
            />
            <DateField
              label={t('deadline.before')}
              value={deadline.due_before}
              clearable={false}
              onChange={(due_before) => due_before && change(index, { due_before })}
            />
          </div>
          <div className={classes.tools}>
            <DropButton
              label={t('deadline.dropName', { to: deadline.to })}
              onDrop={() =>
                draft.drop(
                  (old) => ({ ...old, report_deadlines: old.report_deadlines.toSpliced(index, 1) }),
                  deadline.to,
                )
              }
            >
              {t('item.drop')}
            </DropButton>
          </div>
        </div>
      ))}
      <Button
        variant="subtle"
        leftSection={<IconPlus size={18} />}
        onClick={() =>
          draft.change((old) => ({ ...old, report_deadlines: [...old.report_deadlines, added] }))
        }
      >
        {t('add.deadline')}
      </Button>
    </section>
  )
}

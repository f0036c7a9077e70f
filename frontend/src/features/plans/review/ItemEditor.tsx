import { Button, Select, Switch, Textarea } from '@mantine/core'
import { IconArrowMerge, IconArrowsSplit2, IconFileText } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { TASK_KINDS } from '@/lib/task-kinds'
import { DateField } from '@/ui/DateField'
import {
  changeItem,
  choose,
  dropItem,
  hasNext,
  type ItemChange,
  mergeWithNext,
  splitItem,
} from '../content/edit'
import type { Item, TaskGroup } from '../content/types'
import { AssigneePicker } from './AssigneePicker'
import { DropButton } from './DropButton'
import type { RowProps } from './ItemRow'
import classes from './review.module.css'

type Props = RowProps & { item: Item; group?: TaskGroup }

/** The fields of the line that is open. */
export function ItemEditor({ item, group, draft, selection, units }: Props) {
  const { t } = useTranslation(['plans', 'common'])
  // Where the cursor last stood: pressing "split" takes the focus away from the text.
  const cursor = useRef(item.text.length)
  const change = (what: ItemChange, tag?: string) =>
    draft.change((old) => changeItem(old, item.id, what), tag && `${tag} ${item.id}`)

  return (
    <div className={classes.editor}>
      <Textarea
        label={t('item.text')}
        autosize
        minRows={2}
        value={item.text}
        autoFocus={item.text === ''}
        onChange={(event) => change({ text: event.currentTarget.value }, 'text')}
        onSelect={(event) => {
          cursor.current = event.currentTarget.selectionStart
        }}
      />
      {'kind' in item && (
        <div className={classes.fields}>
          <Select
            label={t('item.kind')}
            data={TASK_KINDS.map((kind) => ({ value: kind, label: t(`common:taskKind.${kind}`) }))}
            value={item.kind}
            allowDeselect={false}
            onChange={(kind) => kind && change({ kind: kind as (typeof TASK_KINDS)[number] })}
          />
          <DateField
            label={t('item.eventOn')}
            value={item.event_on}
            onChange={(event_on) => change({ event_on })}
          />
          <DateField
            label={t('item.dueBefore')}
            description={t('item.dueHelp')}
            value={item.due_before}
            onChange={(due_before) => change({ due_before })}
          />
        </div>
      )}
      {group && 'assignees' in item && (
        <>
          <Switch
            size="md"
            label={t('assignee.own')}
            description={t('assignee.ownHelp', { name: group.assignee })}
            checked={item.assignees !== null}
            onChange={(event) =>
              change({
                assignees: event.currentTarget.checked
                  ? choose(null, {
                      unit_ids: group.assignees.unit_ids,
                      unit_kinds: group.assignees.unit_kinds,
                    })
                  : null,
              })
            }
          />
          {item.assignees && (
            <AssigneePicker
              label={t('assignee.label')}
              description={
                item.named_assignee ? t('assignee.named', { name: item.named_assignee }) : undefined
              }
              value={item.assignees}
              units={units}
              onChange={(assignees) => change({ assignees })}
            />
          )}
        </>
      )}
      <div className={classes.tools}>
        <Button
          variant="default"
          leftSection={<IconArrowsSplit2 size={18} />}
          title={t('item.splitHelp')}
          onClick={() => draft.change((old) => splitItem(old, item.id, cursor.current))}
        >
          {t('item.split')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconArrowMerge size={18} />}
          disabled={!hasNext(draft.content, item.id)}
          onClick={() => draft.change((old) => mergeWithNext(old, item.id))}
        >
          {t('item.merge')}
        </Button>
        {item.span && (
          <Button
            variant="default"
            className={classes.phoneOnly}
            leftSection={<IconFileText size={18} />}
            onClick={() => selection.showInSource(item.id)}
          >
            {t('item.showSource')}
          </Button>
        )}
        <DropButton
          onDrop={() => {
            selection.fromReading(null)
            draft.drop((old) => dropItem(old, item.id), item.text)
          }}
        >
          {t('item.drop')}
        </DropButton>
      </div>
      <p className={classes.help}>{t('item.splitHelp')}</p>
    </div>
  )
}

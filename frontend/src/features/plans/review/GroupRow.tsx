import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { changeGroup, dropGroup } from '../content/edit'
import type { ActivityGroup, Assignees, TaskGroup } from '../content/types'
import shared from '../plans.module.css'
import { AssigneePicker } from './AssigneePicker'
import { AssigneeSummary } from './AssigneeSummary'
import { DropButton } from './DropButton'
import type { RowProps } from './ItemRow'
import classes from './review.module.css'
import { itemDomId } from './use-selection'

type Props = RowProps & {
  group: ActivityGroup | TaskGroup
  name: string
  /** Of a group of tasks: the units behind the printed name. */
  assignees?: Assignees
}

/** The heading of a group; an assignee's is where its units are chosen for all its tasks. */
export function GroupRow({ group, name, assignees, draft, selection, units }: Props) {
  const { t } = useTranslation('plans')
  const open = selection.selected === group.id
  return (
    <div id={itemDomId(group.id)} className={classes.group} data-open={open || undefined}>
      <button
        type="button"
        className={classes.row}
        aria-expanded={open}
        onClick={() => selection.fromReading(open ? null : group.id)}
      >
        <span className={shared.number}>{group.number}</span>
        <span>
          <strong>{name || t('group.unnamed')}</strong>
          {assignees && (
            <span className={shared.chips}>
              <AssigneeSummary assignees={assignees} units={units} />
            </span>
          )}
        </span>
      </button>
      {open && (
        <div className={classes.editor}>
          <TextInput
            label={t(assignees ? 'group.assignee' : 'group.title')}
            value={name}
            maxLength={500}
            onChange={(event) => {
              const typed = event.currentTarget.value
              draft.change((old) => changeGroup(old, group.id, { name: typed }), `name ${group.id}`)
            }}
          />
          {assignees && (
            <AssigneePicker
              label={t('assignee.label')}
              description={t('assignee.groupHelp')}
              value={assignees}
              units={units}
              onChange={(chosen) => draft.change((old) => changeGroup(old, group.id, { assignees: chosen }))}
            />
          )}
          <div className={classes.tools}>
            <DropButton
              onDrop={() => {
                selection.fromReading(null)
                draft.drop((old) => dropGroup(old, group.id), name)
              }}
            >
              {t('group.drop')}
            </DropButton>
          </div>
        </div>
      )}
    </div>
  )
}

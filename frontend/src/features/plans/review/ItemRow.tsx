import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { UnitRead } from '@/client'
import { formatDateInText } from '@/lib/format'
import { Chip } from '@/ui/Chip'
import { isEmpty } from '../content/edit'
import type { Item, TaskGroup } from '../content/types'
import shared from '../plans.module.css'
import { AssigneeSummary } from './AssigneeSummary'
import { ItemEditor } from './ItemEditor'
import classes from './review.module.css'
import type { Draft } from './use-draft'
import { itemDomId, type Selection } from './use-selection'

export type RowProps = { draft: Draft; selection: Selection; units: UnitRead[] }
type Props = RowProps & {
  item: Item
  /** Of a task: its assignee as printed. */
  group?: TaskGroup
  /** Of a task: how many units get it, as of the last saving. */
  goesTo?: number
}

/** A line that was read: a sentence with its facts, or, when chosen, the fields to change it. */
export const ItemRow = memo(
  function ItemRow({ item, group, goesTo, draft, selection, units }: Props) {
    const { t } = useTranslation(['plans', 'common'])
    const open = selection.selected === item.id
    const own = 'assignees' in item ? item.assignees : null
    const missing = group !== undefined && isEmpty(own ?? group.assignees)
    return (
      <div id={itemDomId(item.id)} className={classes.item} data-open={open || undefined}>
        <button
          type="button"
          className={classes.row}
          aria-expanded={open}
          onClick={() => selection.fromReading(open ? null : item.id)}
        >
          <span className={shared.number}>{item.number}</span>
          <span>
            <span className={classes.rowText}>{item.text || t('item.empty')}</span>
            <span className={shared.chips}>
              {'kind' in item && <Chip tone="brand">{t(`common:taskKind.${item.kind}`)}</Chip>}
              {own && <AssigneeSummary assignees={own} units={units} />}
              {!own && missing && (
                <Chip tone="warm" shape="triangle">
                  {t('assignee.choose')}
                </Chip>
              )}
              {'event_on' in item && item.event_on && (
                <span className={shared.quiet}>
                  {t('item.onDay', { date: formatDateInText(item.event_on) })}
                </span>
              )}
              {'due_before' in item && item.due_before && (
                <span className={shared.quiet}>
                  {t('item.before', { date: formatDateInText(item.due_before) })}
                </span>
              )}
              {goesTo !== undefined && goesTo > 0 && (
                <span className={shared.quiet}>{t('item.goesTo', { count: goesTo })}</span>
              )}
            </span>
          </span>
        </button>
        {open && <ItemEditor item={item} group={group} draft={draft} selection={selection} units={units} />}
      </div>
    )
  },
  // A closed line depends on little, and there may be hundreds: typing in one must not draw them all.
  (old, next) =>
    old.item === next.item &&
    old.group?.assignees === next.group?.assignees &&
    old.goesTo === next.goesTo &&
    old.units === next.units &&
    old.selection.selected !== old.item.id &&
    next.selection.selected !== next.item.id,
)

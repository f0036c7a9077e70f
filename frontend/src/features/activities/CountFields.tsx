import { useTranslation } from 'react-i18next'
import { NumberField } from '@/ui/NumberField'
import classes from './Activities.module.css'
import { fieldId } from './use-faults'
import type { Money, People } from './values'

/** Boys, girls, adults beside each other. */
export function PeopleFields(props: {
  name: 'planned' | 'actual'
  legend: string
  value: People
  onChange: (value: People) => void
}) {
  const { t } = useTranslation('activities')
  return (
    <fieldset className={classes.group}>
      <legend>{props.legend}</legend>
      <div className={classes.three}>
        {(['boys', 'girls', 'adults'] as const).map((key) => (
          <NumberField
            key={key}
            id={fieldId(`${props.name}.${key}`)}
            label={t(`people.${key}`)}
            value={props.value[key]}
            onChange={(count) => props.onChange({ ...props.value, [key]: count })}
          />
        ))}
      </div>
    </fieldset>
  )
}

/** Money by source. */
export function MoneyFields(props: {
  name: 'budget_planned' | 'budget_spent'
  legend: string
  value: Money
  onChange: (value: Money) => void
}) {
  const { t } = useTranslation('activities')
  return (
    <fieldset className={classes.group}>
      <legend>{props.legend}</legend>
      <div className={classes.two}>
        {(['state_budget', 'mobilised'] as const).map((key) => (
          <NumberField
            key={key}
            id={fieldId(`${props.name}.${key}`)}
            label={t(`money.${key}`)}
            value={props.value[key]}
            onChange={(dong) => props.onChange({ ...props.value, [key]: dong })}
          />
        ))}
      </div>
    </fieldset>
  )
}

/** Children with disability, children of poor households, among those who came. */
export function PartFields(props: {
  value: { disabled_children: number; poor_children: number }
  onChange: (change: Partial<{ disabled_children: number; poor_children: number }>) => void
}) {
  const { t } = useTranslation('activities')
  return (
    <div className={classes.two}>
      {(['disabled_children', 'poor_children'] as const).map((key) => (
        <NumberField
          key={key}
          id={fieldId(key)}
          label={t(`people.${key}`)}
          value={props.value[key]}
          onChange={(count) => props.onChange({ [key]: count })}
        />
      ))}
    </div>
  )
}

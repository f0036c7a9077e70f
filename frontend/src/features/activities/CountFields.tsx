import { useTranslation } from 'react-i18next'
import { NumberField } from '@/ui/NumberField'
import parts from '@/ui/parts.module.css'
import type { Field } from '@/ui/use-record-form'
import classes from './Activities.module.css'
import type { Money, People } from './values'

/** Boys, girls, adults beside each other. */
export function PeopleFields<Name extends 'planned' | 'actual'>(props: {
  name: Name
  legend: string
  field: Field<`${Name}.${keyof People}`>
}) {
  const { t } = useTranslation('activities')
  return (
    <fieldset className={parts.group}>
      <legend>{props.legend}</legend>
      <div className={classes.three}>
        {(['boys', 'girls', 'adults'] as const).map((key) => (
          <NumberField key={key} {...props.field(`${props.name}.${key}`)} label={t(`people.${key}`)} />
        ))}
      </div>
    </fieldset>
  )
}

/** Money by source. */
export function MoneyFields<Name extends 'budget_planned' | 'budget_spent'>(props: {
  name: Name
  legend: string
  field: Field<`${Name}.${keyof Money}`>
}) {
  const { t } = useTranslation('activities')
  return (
    <fieldset className={parts.group}>
      <legend>{props.legend}</legend>
      <div className={classes.two}>
        {(['state_budget', 'mobilised'] as const).map((key) => (
          <NumberField key={key} {...props.field(`${props.name}.${key}`)} label={t(`money.${key}`)} />
        ))}
      </div>
    </fieldset>
  )
}

/** Children with disability, children of poor households, among those who came. */
export function PartFields({ field }: { field: Field<'disabled_children' | 'poor_children'> }) {
  const { t } = useTranslation('activities')
  return (
    <div className={classes.two}>
      {(['disabled_children', 'poor_children'] as const).map((key) => (
        <NumberField key={key} {...field(key)} label={t(`people.${key}`)} />
      ))}
    </div>
  )
}

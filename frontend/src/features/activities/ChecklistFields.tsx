import { Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DateField } from '@/ui/DateField'
import { NumberField } from '@/ui/NumberField'
import classes from './Activities.module.css'
import { fieldId } from './use-faults'
import type { Values } from './values'

const COUNTS = [
  'children_expected',
  'parent_forms',
  'children_from_7',
  'child_forms',
  'staff',
  'staff_commitments',
] as const

type Props = {
  on: boolean
  value: Values['checklist']
  onSwitch: (on: boolean) => void
  onChange: (value: Values['checklist']) => void
}

/** Thông tư 27/2022: what must be there before children come to something outside school and family. */
export function ChecklistFields({ on, value, onSwitch, onChange }: Props) {
  const { t } = useTranslation('activities')
  return (
    <fieldset className={classes.group}>
      <legend>{t('check.title')}</legend>
      <div className={classes.card}>
        <Switch
          id={fieldId('outside_school')}
          label={t('check.outside')}
          description={t('check.outsideHelp')}
          checked={on}
          onChange={(event) => onSwitch(event.currentTarget.checked)}
        />
        {on && (
          <>
            <p className={classes.quiet}>{t('check.lead')}</p>
            {COUNTS.map((key) => (
              <NumberField
                key={key}
                id={fieldId(`checklist.${key}`)}
                label={t(`check.label.${key}`)}
                description={t(`check.help.${key}`)}
                value={value[key]}
                onChange={(count) => onChange({ ...value, [key]: count })}
              />
            ))}
            <DateField
              id={fieldId('checklist.ward_notified_on')}
              label={t('check.label.ward_notified_on')}
              description={t('check.help.ward_notified_on')}
              value={value.ward_notified_on}
              onChange={(day) => onChange({ ...value, ward_notified_on: day })}
            />
          </>
        )}
      </div>
    </fieldset>
  )
}

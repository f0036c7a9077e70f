import { Button, Select, Switch, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import parts from '@/ui/parts.module.css'
import type { Field } from '@/ui/use-record-form'
import classes from './Children.module.css'
import { RELATIONS } from './words'

type Props = {
  field: Field
  at: number
  legend: string
  onRemove?: () => void
}

/** Who cares for the child, how to reach them, and whether they may receive for the child. */
export function GuardianFields({ field, at, legend, onRemove }: Props) {
  const { t } = useTranslation(['children', 'common'])
  const of = (name: string) => `guardians.${at}.${name}`
  const relation = field(of('relation'))
  return (
    <fieldset className={parts.group}>
      <legend>{legend}</legend>
      <div className={`${parts.card} ${classes.guardian}`}>
        <TextInput
          {...field(of('full_name'))}
          label={t('guardian.name')}
          maxLength={120}
          autoCapitalize="words"
          autoComplete="off"
        />
        <div className={classes.two}>
          <Select
            {...relation}
            value={relation.value ?? null}
            label={t('guardian.relation')}
            placeholder={t('guardian.relationNone')}
            data={RELATIONS.map((value) => ({ value, label: t(`relation.${value}`) }))}
            allowDeselect={false}
          />
          <TextInput
            {...field(of('phone'))}
            label={t('guardian.phone')}
            type="tel"
            inputMode="tel"
            maxLength={30}
            autoComplete="off"
          />
        </div>
        <Switch {...field(of('may_receive'), 'checkbox')} label={t('guardian.mayReceive')} />
        {onRemove && (
          <div>
            <Button variant="subtle" color="gray" onClick={onRemove}>
              {t('guardian.remove')}
            </Button>
          </div>
        )}
      </div>
    </fieldset>
  )
}

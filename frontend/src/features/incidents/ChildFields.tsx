import { Select, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { BirthField } from './BirthField'
import type { Fields } from './fields'
import classes from './Incidents.module.css'
import { SEXES, sexKey } from './words'

type Props = {
  fields: Fields
  /** Path of the child's facts: `facts.children.0`. */
  of: string
  /** Path of the sex, which a case holds beside its facts. */
  sex: string
  nameHelp?: string
  /** What else is asked before where the child is now. */
  children?: ReactNode
}

/** Who a child is as far as it is known: of a report, and of a case. */
export function ChildFields({ fields, of, sex, nameHelp, children }: Props) {
  const { t } = useTranslation('incidents')
  return (
    <>
      <TextInput
        {...fields.text(`${of}.name`)}
        label={t('child.name')}
        description={nameHelp}
        maxLength={200}
        autoComplete="off"
      />
      <div className={classes.pair}>
        <BirthField {...fields.birth(`${of}.birth`)} />
        <Select
          {...fields.maybe(sex)}
          label={t('child.sex')}
          data={SEXES.map((value) => ({ value, label: t(`sex.${sexKey(value)}`) }))}
          allowDeselect={false}
        />
      </div>
      {children}
      <TextInput
        {...fields.text(`${of}.where_now`)}
        label={t('child.whereNow')}
        maxLength={300}
        autoComplete="off"
      />
    </>
  )
}

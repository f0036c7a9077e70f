import { Button, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SheetColumn } from '@/client'
import { textAt } from '@/lib/texts'
import classes from './SheetColumns.module.css'

/** What a column of a list may be, as `columns.WORDS` of the server has it; named by `sheetField.*`. */
const FIELDS = [
  'full_name',
  'birth',
  'birth_male',
  'birth_female',
  'sex',
  'male',
  'female',
  'unit',
  'address',
  'father',
  'mother',
  'guardian',
  'phone',
  'school',
  'class_name',
  'personal_number',
  'poverty',
  'wishes',
  'note',
  'code',
]

/** Column (by letter) by what somebody said it is. */
export type ChosenFields = Record<string, string>

type Props = {
  /** As they were read. */
  columns: SheetColumn[]
  fields: ChosenFields | null
  onFields: (fields: ChosenFields) => void
  busy: boolean
  onRead: () => void
  /** Nothing was read yet: somebody has to choose. */
  open?: boolean
}

/** What each column of a list of children was taken for; folded away, for most lists are read rightly. */
export function SheetColumns({ columns, fields, onFields, busy, onRead, open = false }: Props) {
  const { t } = useTranslation('children')
  const choices = [
    { value: '', label: t('import.notRead') },
    ...FIELDS.map((field) => ({ value: field, label: textAt(`children:sheetField.${field}`) })),
  ]
  const read = Object.fromEntries(columns.map((one) => [one.letter, one.field]))
  return (
    <details open={open || undefined}>
      <summary>{t('import.columns')}</summary>
      <div className={classes.columns}>
        {columns.map((one) => (
          <Select
            key={one.letter}
            label={t('import.column', { letter: one.letter, title: one.title || '–' })}
            data={choices}
            value={fields?.[one.letter] ?? one.field}
            onChange={(field) => onFields({ ...(fields ?? read), [one.letter]: field ?? '' })}
            allowDeselect={false}
            searchable
          />
        ))}
      </div>
      <Button variant="default" loading={busy} disabled={!fields} onClick={onRead}>
        {t('import.readAgain')}
      </Button>
    </details>
  )
}

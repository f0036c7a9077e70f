import { Radio, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SheetQuestion } from '@/client'
import classes from './Import.module.css'
import { useChildWords } from './use-child-words'

type Props = {
  question: SheetQuestion
  /** `new`, `skip`, the id of a child, or nothing yet. */
  value: string | null
  onChange: (decision: string) => void
}

/** A row that may be a child of the register: which one, a new one, or none of the list's business. */
export function Question({ question, value, onChange }: Props) {
  const { t } = useTranslation('children')
  const words = useChildWords()
  return (
    <li className={classes.question}>
      <Radio.Group
        label={t('import.row', {
          row: question.row,
          name: question.full_name,
          birth: words.birth(question.birth),
        })}
        value={value}
        onChange={onChange}
      >
        <Stack gap={8} mt={8}>
          {question.candidates.map((one) => (
            <Radio
              key={one.id}
              value={one.id}
              label={t('import.same', {
                name: one.full_name,
                birth: words.birth(one.birth),
                unit: one.unit_name,
              })}
              description={[words.reasons(one.reasons), ...one.guardian_names].filter(Boolean).join(' · ')}
            />
          ))}
          <Radio value="new" label={t('import.isNew')} />
          <Radio value="skip" label={t('import.skip')} />
        </Stack>
      </Radio.Group>
    </li>
  )
}

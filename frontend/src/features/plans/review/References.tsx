import { Button, Select, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { DateField } from '@/ui/DateField'
import { referenceId } from '../content/spans'
import type { Reference } from '../content/types'
import { DropButton } from './DropButton'
import classes from './review.module.css'
import type { Draft } from './use-draft'
import { itemDomId } from './use-selection'

/** Documents that the plan carries out or cites: symbol and date. */
export function References({ draft }: { draft: Draft }) {
  const { t } = useTranslation('plans')
  const { references } = draft.content
  const change = (index: number, what: Partial<Reference>, tag?: string) =>
    draft.change(
      (old) => ({
        ...old,
        references: old.references.map((one, at) => (at === index ? { ...one, ...what } : one)),
      }),
      tag && `reference ${index} ${tag}`,
    )
  return (
    <section aria-labelledby="read-references">
      <h2 id="read-references">{t('section.references', { count: references.length })}</h2>
      {references.map((reference, index) => (
        <div key={index} id={itemDomId(referenceId(index))} className={classes.deadline}>
          <div className={classes.fields}>
            <TextInput
              label={t('reference.symbol')}
              value={reference.symbol}
              maxLength={500}
              onChange={(event) => change(index, { symbol: event.currentTarget.value }, 'symbol')}
            />
            <DateField
              label={t('reference.dated')}
              value={reference.dated}
              onChange={(dated) => change(index, { dated })}
            />
            <Select
              label={t('reference.role')}
              data={(['parent', 'cited'] as const).map((role) => ({
                value: role,
                label: t(`reference.${role}`),
              }))}
              value={reference.role}
              allowDeselect={false}
              onChange={(role) => role && change(index, { role: role as Reference['role'] })}
            />
          </div>
          <div className={classes.tools}>
            <DropButton
              label={t('reference.dropName', { symbol: reference.symbol })}
              onDrop={() =>
                draft.drop(
                  (old) => ({ ...old, references: old.references.toSpliced(index, 1) }),
                  reference.symbol,
                )
              }
            >
              {t('item.drop')}
            </DropButton>
          </div>
        </div>
      ))}
      <Button
        variant="subtle"
        leftSection={<IconPlus size={18} />}
        onClick={() => draft.change((old) => ({ ...old, references: [...old.references, BLANK] }))}
      >
        {t('add.reference')}
      </Button>
    </section>
  )
}

const BLANK: Reference = { symbol: '', dated: null, role: 'cited', span: null }

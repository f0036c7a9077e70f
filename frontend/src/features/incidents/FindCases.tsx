import { Button, CloseButton, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { searchIncidentCases } from '@/client'
import { unwrap, useAction } from '@/lib/api'
import { showProblem } from '@/ui/notices'
import parts from '@/ui/parts.module.css'
import { CaseItem } from './CaseItem'
import classes from './Incidents.module.css'

/** A case by its child's name or its reference. The words stand in no address: addresses are written into logs. */
export function FindCases({ children }: { children: ReactNode }) {
  const { t } = useTranslation(['incidents', 'common'])
  const [words, setWords] = useState('')
  const find = useAction({
    action: (q: string) => searchIncidentCases({ body: { q } }).then(unwrap),
    onError: showProblem,
  })
  const found = find.data?.items
  return (
    <>
      <search>
        <form
          className={classes.ways}
          style={{ alignItems: 'end' }}
          onSubmit={(event) => {
            event.preventDefault()
            if (words.trim().length >= 2) find.mutate(words.trim())
          }}
        >
          <TextInput
            className={classes.grow}
            label={t('board.find')}
            value={words}
            autoComplete="off"
            maxLength={100}
            onChange={(event) => setWords(event.currentTarget.value)}
            rightSection={
              found && (
                <CloseButton
                  aria-label={t('common:search.clear')}
                  onClick={() => {
                    setWords('')
                    find.reset()
                  }}
                />
              )
            }
          />
          <Button type="submit" variant="default" loading={find.isPending}>
            {t('board.findSend')}
          </Button>
        </form>
      </search>
      {!found && children}
      {found?.length === 0 && <p className={parts.quiet}>{t('board.notFound')}</p>}
      {found && (
        <ul className={classes.cards}>
          {found.map((one) => (
            <li key={one.id}>
              <CaseItem one={one} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

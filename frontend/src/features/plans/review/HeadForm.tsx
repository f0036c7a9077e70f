import { Button, NumberInput, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDateInText } from '@/lib/format'
import { DateField } from '@/ui/DateField'
import { Facts } from '@/ui/Facts'
import type { Content } from '../content/types'
import shared from '../plans.module.css'
import { LinesField } from './LinesField'
import classes from './review.module.css'
import type { Draft } from './use-draft'

/** Title, number, days and theme of the plan: shown as facts, changed when asked for. */
export function HeadForm({ draft }: { draft: Draft }) {
  const { t } = useTranslation('plans')
  const [open, setOpen] = useState(false)
  const { content } = draft
  const change = (what: Partial<Content>, tag?: string) =>
    draft.change((old) => ({ ...old, ...what }), tag && `head ${tag}`)
  const day = (iso: string | null) => (iso ? formatDateInText(iso) : t('none'))
  const facts = [
    [t('head.number'), content.number || t('none')],
    [t('head.issuedOn'), day(content.issued_on)],
    [t('head.period'), `${day(content.starts_on)} – ${day(content.ends_on)}`],
    [t('head.theme'), content.theme || t('none')],
    [t('head.recipients'), content.recipients.join('; ') || t('none')],
    [t('head.signature'), content.signature.join(' · ') || t('none')],
  ] as const
  return (
    <section aria-labelledby="read-head">
      <div className={classes.sectionHead}>
        <h2 id="read-head">{t('head.title')}</h2>
        <Button variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'head.done' : 'head.edit')}
        </Button>
      </div>
      {open ? (
        <div className={classes.editor}>
          <Textarea
            label={t('head.planTitle')}
            autosize
            value={content.title}
            onChange={(event) => change({ title: event.currentTarget.value }, 'title')}
          />
          <div className={classes.fields}>
            <TextInput
              label={t('head.number')}
              value={content.number ?? ''}
              maxLength={500}
              onChange={(event) => change({ number: event.currentTarget.value || null }, 'number')}
            />
            <NumberInput
              label={t('head.year')}
              value={content.year}
              min={2000}
              max={2100}
              allowDecimal={false}
              hideControls
              onChange={(year) =>
                typeof year === 'number' && year >= 2000 && year <= 2100 && change({ year }, 'year')
              }
            />
            <DateField
              label={t('head.issuedOn')}
              value={content.issued_on}
              onChange={(issued_on) => change({ issued_on })}
            />
            <DateField
              label={t('head.startsOn')}
              value={content.starts_on}
              onChange={(starts_on) => change({ starts_on })}
            />
            <DateField
              label={t('head.endsOn')}
              value={content.ends_on}
              onChange={(ends_on) => change({ ends_on })}
            />
          </div>
          <Textarea
            label={t('head.theme')}
            autosize
            value={content.theme ?? ''}
            onChange={(event) => change({ theme: event.currentTarget.value || null }, 'theme')}
          />
          <Textarea
            label={t('head.scope')}
            autosize
            value={content.scope ?? ''}
            onChange={(event) => change({ scope: event.currentTarget.value || null }, 'scope')}
          />
          <div className={classes.fields}>
            <LinesField
              label={t('head.recipients')}
              value={content.recipients}
              onChange={(recipients) => change({ recipients }, 'recipients')}
            />
            <LinesField
              label={t('head.signature')}
              value={content.signature}
              onChange={(signature) => change({ signature }, 'signature')}
            />
          </div>
        </div>
      ) : (
        <Facts className={shared.facts} facts={facts} />
      )}
    </section>
  )
}

import { Card } from '@mantine/core'
import type { Namespace } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { HistoryEventRead } from '@/client'
import { textAt } from '@/lib/texts'
import { History } from './History'
import classes from './HistoryCard.module.css'

type Props = {
  /** Oldest first, as the server has them. */
  events: HistoryEventRead[]
  /**
   * Namespace whose `event.*` says them; what it leaves out is said by the words that all records share,
   * or else by the sentence of the trail.
   */
  texts: string
  /** What else is told of an event, after its sentence: the kind of paper that was begun. */
  about?: (event: HistoryEventRead) => string
  printed?: boolean
}

/** Facts of an event that the reader is told in its own words. */
const NOTES = ['reason', 'correction_note', 'comment', 'given_to']

/** What happened to a record, each event as a sentence with its reason. */
export function HistoryCard({ events, texts, about, printed }: Props) {
  const { t } = useTranslation()
  useTranslation(texts as Namespace)
  const told = (event: HistoryEventRead) => {
    const verb = event.kind.replace(/^\w+\./, '')
    const note = NOTES.map((name) => event.facts[name]).find(
      (fact) => typeof fact === 'string' && fact !== '',
    )
    const said = textAt(
      `${texts}:event.${verb}`,
      textAt(`common:record.event.${verb}`, textAt(`${texts}:auditEvent.${event.kind}`, verb)),
    )
    return {
      id: event.id,
      at: event.at,
      actor_name: event.actor_name,
      text: [said, about?.(event)].filter(Boolean).join(': '),
      note: note as string | undefined,
    }
  }
  return (
    <Card
      component="section"
      aria-labelledby="history"
      className={printed ? classes.card : `${classes.card} no-print`}
    >
      <h2 id="history">{t('history.title')}</h2>
      <History events={[...events].reverse().map(told)} />
    </Card>
  )
}

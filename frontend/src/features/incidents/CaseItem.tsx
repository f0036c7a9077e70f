import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CaseBrief, ReportBrief } from '@/client'
import { formatInstant } from '@/lib/format'
import parts from '@/ui/parts.module.css'
import { StateChip } from '@/ui/StateChip'
import { RunningClock } from './Clocks'
import { clockNow } from './clock-words'
import classes from './Incidents.module.css'
import { Marks } from './Marks'
import { useNow } from './use-now'

/** The tone of a card is that of its nearest clock. */
const useTone = ({ clocks }: CaseBrief | ReportBrief) => {
  const now = useNow()
  return clocks[0] ? clockNow(clocks[0], now).look[0] : undefined
}

/** A case in a list: whose, how far, what is due. */
export function CaseItem({ one, clocks = true }: { one: CaseBrief; clocks?: boolean }) {
  const { t } = useTranslation('incidents')
  const tone = useTone(one)
  const [nearest] = one.clocks
  return (
    <Link
      to="/incidents/cases/$caseId"
      params={{ caseId: one.id }}
      className={classes.item}
      data-tone={clocks ? tone : undefined}
    >
      <h3>
        {one.child_name || t('child.unnamed')}
        {one.age !== null && <span className={parts.quiet}> · {t('child.age', { age: one.age })}</span>}
      </h3>
      <span className={classes.marks}>
        <StateChip state={one.state} word={t(`caseState.${one.state}`)} />
        <Marks urgent={one.urgent} />
      </span>
      {clocks && nearest && <RunningClock clock={nearest} />}
      <span className={parts.quiet}>
        {one.reference} · {t('received', { at: formatInstant(one.received_at) })} · {one.owner_name}
      </span>
    </Link>
  )
}

/** A report in a list: its first words, how it came, what is due. */
export function ReportItem({ one, clocks = true }: { one: ReportBrief; clocks?: boolean }) {
  const { t } = useTranslation('incidents')
  const tone = useTone(one)
  const [nearest] = one.clocks
  return (
    <Link
      to="/incidents/reports/$reportId"
      params={{ reportId: one.id }}
      className={classes.item}
      data-tone={clocks ? tone : undefined}
    >
      <h3>{one.what}</h3>
      <span className={classes.marks}>
        <StateChip state={one.state} word={t(`reportState.${one.state}`)} />
        <Marks urgent={one.urgent} />
      </span>
      {clocks && nearest && <RunningClock clock={nearest} />}
      <span className={parts.quiet}>
        {one.reference} · {t(`channel.${one.channel}`)} ·{' '}
        {t('received', { at: formatInstant(one.received_at) })}
      </span>
    </Link>
  )
}

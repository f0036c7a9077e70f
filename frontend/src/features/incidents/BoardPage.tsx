import { Select, Switch } from '@mantine/core'
import { IconShieldCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArrivalBrief, CaseBoard, CaseBrief, CaseState } from '@/client'
import { formatInstant } from '@/lib/format'
import { may, useSession } from '@/lib/session'
import { Chip } from '@/ui/Chip'
import { EmptyState } from '@/ui/EmptyState'
import { LinkButton } from '@/ui/LinkButton'
import { LongList } from '@/ui/LongList'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { boardQuery } from './api'
import { CaseItem, ReportItem } from './CaseItem'
import { ClosedCases } from './ClosedCases'
import { behindDoor } from './Door'
import { FindCases } from './FindCases'
import classes from './Incidents.module.css'
import { Opened } from './Opened'
import { SecretMark } from './SecretMark'

const FIRST_CLOCKS = 6
const FIRST_CASES = 12

/** What waits: what needs a decision, clocks, reports, offers of other wards, then all open cases. */
function BoardPage() {
  const { t } = useTranslation('incidents')
  return (
    <div className={parts.column}>
      <Opened query={boardQuery}>
        {(board) => (
          <>
            <PageHeader
              title={t('title')}
              action={
                board.works && <LinkButton to="/incidents/reports/new">{t('report.record')}</LinkButton>
              }
              more={
                board.works && (
                  <>
                    <LinkButton variant="default" to="/incidents/team">
                      {t('team.open')}
                    </LinkButton>
                    <LinkButton variant="default" to="/incidents/statistics">
                      {t('statistics.open')}
                    </LinkButton>
                  </>
                )
              }
            />
            <SecretMark />
            <Board board={board} />
          </>
        )}
      </Opened>
    </div>
  )
}

function Board({ board }: { board: CaseBoard }) {
  const { t } = useTranslation('incidents')
  const leads = may(useSession(), 'case:decide')
  const decide = leads ? board.cases.filter((one) => one.awaits_decision) : []
  const ticking = [
    ...board.reports.map((one) => ({ kind: 'report' as const, one, due: one.clocks[0]?.due_at })),
    ...board.cases.map((one) => ({ kind: 'case' as const, one, due: one.clocks[0]?.due_at })),
  ]
    .filter(({ one }) => one.clocks.length > 0)
    .sort((one, other) => (one.due ?? '9').localeCompare(other.due ?? '9'))
  const timeless = board.reports.filter((one) => one.clocks.length === 0)
  const nothing = board.reports.length + board.cases.length + board.arrivals.length === 0
  return (
    <>
      {board.missing_year !== null && (
        <p className={parts.reason} role="alert">
          <strong>{t('board.missingYear', { year: board.missing_year })}</strong> {t('board.missingYearHelp')}
        </p>
      )}
      {decide.length > 0 && (
        <Section title={t('board.decide')} count={decide.length}>
          <Items
            items={decide}
            first={FIRST_CLOCKS}
            render={(one) => <CaseItem one={one} clocks={false} />}
          />
        </Section>
      )}
      {ticking.length > 0 && (
        <Section title={t('board.clocks')} count={ticking.length}>
          <Items
            items={ticking.map((item) => ({ ...item, id: item.one.id }))}
            first={FIRST_CLOCKS}
            render={(item) =>
              item.kind === 'case' ? <CaseItem one={item.one} /> : <ReportItem one={item.one} />
            }
          />
        </Section>
      )}
      {timeless.length > 0 && (
        <Section title={t('board.reports')} count={timeless.length}>
          <Items items={timeless} first={FIRST_CLOCKS} render={(one) => <ReportItem one={one} />} />
        </Section>
      )}
      {board.arrivals.length > 0 && (
        <Section title={t('board.arrivals')} count={board.arrivals.length}>
          <Items items={board.arrivals} first={FIRST_CLOCKS} render={(one) => <ArrivalItem one={one} />} />
        </Section>
      )}
      {nothing && (
        <EmptyState icon={IconShieldCheck} title={t('board.nothing')}>
          {t('board.nothingHelp')}
        </EmptyState>
      )}
      {board.works ? <AllCases board={board} /> : <Referred cases={board.cases} />}
    </>
  )
}

/** Open cases by state, found by words, and closed ones when asked for. */
function AllCases({ board }: { board: CaseBoard }) {
  const { t } = useTranslation(['incidents', 'common'])
  const [state, setState] = useState<string | null>(null)
  const [closed, setClosed] = useState(false)
  const states = board.by_state.map(({ state, count }): [CaseState, number] => [state, count])
  const shown = state ? board.cases.filter((one) => one.state === state) : board.cases
  return (
    <Section title={t('board.cases')} count={board.cases.length}>
      <FindCases>
        <div className={classes.pair}>
          {states.length > 1 && (
            <Select
              label={t('common:list.state')}
              data={states.map(([value, count]) => ({
                value,
                label: `${t(`caseState.${value}`)} (${count})`,
              }))}
              value={state}
              onChange={setState}
              placeholder={t('common:list.any')}
              clearable
              clearButtonProps={{ 'aria-label': t('common:list.clearFilters') }}
            />
          )}
        </div>
        <Items items={shown} first={FIRST_CASES} render={(one) => <CaseItem one={one} clocks={false} />} />
        <Switch
          label={t('board.closed')}
          checked={closed}
          onChange={(event) => setClosed(event.currentTarget.checked)}
        />
        {closed && <ClosedCases />}
      </FindCases>
    </Section>
  )
}

const Referred = ({ cases }: { cases: CaseBrief[] }) => (
  <Items items={cases} first={FIRST_CASES} render={(one) => <CaseItem one={one} />} />
)

function Section({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  return (
    <section className={classes.section} aria-label={title}>
      <h2>
        {title} {count > 0 && <span className={`${parts.quiet} figure`}>{count}</span>}
      </h2>
      {children}
    </section>
  )
}

type ItemsProps<One> = { items: One[]; first: number; render: (one: One) => ReactNode }

function Items<One extends { id: string }>({ items, first, render }: ItemsProps<One>) {
  return (
    <LongList
      className={classes.cards}
      items={items}
      first={first}
      render={(one) => <li key={one.id}>{render(one)}</li>}
    />
  )
}

function ArrivalItem({ one }: { one: ArrivalBrief }) {
  const { t } = useTranslation('incidents')
  return (
    <Link to="/incidents/arrivals/$arrivalId" params={{ arrivalId: one.id }} className={classes.item}>
      <h3>{t('arrival.from', { ward: one.from_ward_name })}</h3>
      <span className={classes.marks}>
        <Chip tone="info" shape="circle">
          {t('arrival.waits')}
        </Chip>
      </span>
      <span className={parts.quiet}>
        {t('arrival.offered', { at: formatInstant(one.offered_at) })} ·{' '}
        {t('received', { at: formatInstant(one.received_at) })}
      </span>
    </Link>
  )
}

export default behindDoor(BoardPage)

import { Card } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ChildRead } from '@/client'
import { textAt } from '@/lib/texts'
import { Facts } from '@/ui/Facts'
import { History } from '@/ui/History'
import { HistoryCard } from '@/ui/HistoryCard'
import { LinkButton } from '@/ui/LinkButton'
import parts from '@/ui/parts.module.css'
import { RecordPage } from '@/ui/RecordPage'
import { StateChip } from '@/ui/StateChip'
import { DateText, Money } from '@/ui/values'
import classes from './Children.module.css'
import { ConsentsCard } from './ConsentsCard'
import { FactsCard } from './FactsCard'
import { FilesSection } from './FilesSection'
import { GroupsCard } from './GroupsCard'
import { HouseholdCard } from './HouseholdCard'
import { MoreMenu } from './MoreMenu'
import { NeedsCard } from './NeedsCard'
import { NextStep } from './NextStep'
import { OneChild } from './OneChild'
import { useChildWords } from './use-child-words'

/** One child, as far as the reader's part in the child's life opens the record. */
export default function ChildPage() {
  return <OneChild>{(child) => <Page child={child} />}</OneChild>
}

function Page({ child }: { child: ChildRead }) {
  const { t } = useTranslation('children')
  const words = useChildWords()
  return (
    <RecordPage
      title={child.full_name}
      meta={[words.age(child.birth), child.unit_name, child.code].join(' · ')}
      state={<StateChip state={child.presence} />}
      action={
        child.allowed_actions.includes('edit') && (
          <LinkButton variant="default" to="/children/$childId/edit" params={{ childId: child.id }}>
            {t('action.edit')}
          </LinkButton>
        )
      }
      secondary={<MoreMenu child={child} />}
      files={
        <>
          <FilesSection child={child} />
          <PresencesCard child={child} />
          <MergedCard child={child} />
          <Trail child={child} />
        </>
      }
    >
      <NextStep child={child} />
      <FactsCard child={child} />
      <div className={classes.cards}>
        <div className={parts.column}>
          <HouseholdCard child={child} />
          <ReceivedCard child={child} />
          <GroupsCard child={child} />
        </div>
        <div className={parts.column}>
          <NeedsCard child={child} />
          <ConsentsCard child={child} />
        </div>
      </div>
    </RecordPage>
  )
}

/** Where the child was, as soon as there is more than where they are. */
function PresencesCard({ child }: { child: ChildRead }) {
  const { t } = useTranslation('children')
  if (child.presences.length < 2) return null
  return (
    <Card component="section" aria-labelledby="presences" className={parts.card}>
      <h2 id="presences">{t('presences.title')}</h2>
      <ul className={`${parts.plain} ${parts.dense}`}>
        {[...child.presences].reverse().map((one, at) => (
          <li key={at} className={parts.row}>
            <span>
              {one.unit_name}
              {one.note && <span className={classes.below}>{one.note}</span>}
            </span>
            <span className={classes.when}>
              <StateChip state={one.state} />
              <DateText value={one.on_day} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Gifts and scholarships that were handed over, whatever record they were written on. */
function ReceivedCard({ child }: { child: ChildRead }) {
  const { t } = useTranslation('children')
  if (!child.received?.length) return null
  return (
    <Card component="section" aria-labelledby="received" className={parts.card}>
      <h2 id="received">{t('received.title')}</h2>
      <ul className={`${parts.plain} ${parts.dense}`}>
        {child.received.map((one, at) => (
          <li key={at} className={parts.row}>
            <span className={classes.grow}>{one.title}</span>
            <span className={classes.when}>
              <Money value={one.amount} />
              <DateText value={one.on_day} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Records that were the same child. */
function MergedCard({ child }: { child: ChildRead }) {
  const { t } = useTranslation('children')
  if (child.merged.length === 0) return null
  return (
    <Card component="section" aria-labelledby="merged" className={parts.card}>
      <h2 id="merged">{t('merged.title')}</h2>
      <p className={parts.quiet}>{t('merged.help')}</p>
      <Facts
        facts={child.merged.map((one) => [
          one.code,
          <Link key={one.id} to="/children/$childId" params={{ childId: one.id }}>
            {one.full_name}
          </Link>,
        ])}
      />
    </Card>
  )
}

const OPENED = new Set(['child.viewed', 'child.file_viewed', 'child.photos_viewed'])

/** What was done with the record, and apart from it who has opened it. */
function Trail({ child }: { child: ChildRead }) {
  const { t } = useTranslation('children')
  if (child.history.length === 0) return null
  const opened = child.history.filter((event) => OPENED.has(event.kind))
  return (
    <>
      <HistoryCard events={child.history.filter((event) => !OPENED.has(event.kind))} texts="children" />
      {opened.length > 0 && (
        <Card component="section" aria-labelledby="opened" className="no-print">
          <details>
            <summary id="opened" className={classes.summary}>
              {t('opened.title', { count: opened.length })}
            </summary>
            <History
              events={[...opened].reverse().map(({ id, at, actor_name, kind }) => ({
                id,
                at,
                actor_name,
                text: textAt(`children:auditEvent.${kind}`),
              }))}
            />
          </details>
        </Card>
      )}
    </>
  )
}

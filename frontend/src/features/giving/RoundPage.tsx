import { Button, Card } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RoundRead } from '@/client'
import { formatDate, formatMoney } from '@/lib/format'
import { Facts } from '@/ui/Facts'
import { LinkButton } from '@/ui/LinkButton'
import parts from '@/ui/parts.module.css'
import { RecordPage } from '@/ui/RecordPage'
import { StateChip } from '@/ui/StateChip'
import { InstantText, Money } from '@/ui/values'
import { FundsCard } from './FundsCard'
import classes from './Giving.module.css'
import { NumbersDialog } from './NumbersDialog'
import { OneRound } from './OneRound'
import { NumberedPapersCard, PapersCard } from './PapersCard'
import { RoundFiles } from './RoundFiles'
import { RoundMenu } from './RoundMenu'
import { RoundStep } from './RoundStep'
import { inParts } from './words'

/** One round: what is to be done now, its numbers, who nominates, its money, its papers. */
export default function RoundPage() {
  return <OneRound>{(round) => <Page key={round.id} round={round} />}</OneRound>
}

function Page({ round }: { round: RoundRead }) {
  const { t } = useTranslation(['giving', 'common'])
  const keeps = round.history.length > 0
  return (
    <RecordPage
      title={round.title}
      meta={[t(`kind.${round.kind}`), round.unit_name ?? t('form.ofWard'), round.code].join(' · ')}
      state={<StateChip state={round.state} />}
      action={
        round.allowed_actions.includes('edit') && (
          <LinkButton variant="default" to="/gift-rounds/$roundId/edit" params={{ roundId: round.id }}>
            {t('action.edit')}
          </LinkButton>
        )
      }
      secondary={<RoundMenu round={round} />}
      reasons={[
        round.return_reason && t('round.returnedWith', { reason: round.return_reason }),
        round.cancel_reason && t('round.cancelledWith', { reason: round.cancel_reason }),
        round.decided_intact === false && t('round.broken'),
      ]}
      files={
        keeps && (
          <>
            <NumberedPapersCard round={round} />
            <RoundFiles round={round} />
          </>
        )
      }
      assignments={{ title: t('round.proves'), assignments: round.assignments }}
      history={keeps ? { events: round.history, texts: 'giving' } : undefined}
    >
      <RoundStep round={round} />
      <NumbersCard round={round} />
      <div className={classes.cards}>
        <NominatorsCard round={round} />
        {keeps && <FundsCard round={round} />}
        {(keeps || round.decided_at) && <PapersCard round={round} />}
        <FactsCard round={round} />
      </div>
    </RecordPage>
  )
}

/** How far it is; each number opens the rows behind it. */
function NumbersCard({ round }: { round: RoundRead }) {
  const { t } = useTranslation('giving')
  const [ticking, setTicking] = useState(false)
  const { numbers } = round
  const total = numbers.due + numbers.delivered + numbers.not_received + numbers.returned
  const params = { roundId: round.id }
  return (
    <Card component="section" aria-labelledby="numbers" className={parts.card}>
      <h2 id="numbers">{t('numbers.title')}</h2>
      <dl className={classes.figures}>
        <Figure
          name={t('numbers.children')}
          value={
            <Link to="/gift-rounds/$roundId/lines" params={params}>
              {numbers.lines}
            </Link>
          }
        />
        {numbers.reserve > 0 && (
          <Figure
            name={t('numbers.reserve')}
            value={
              <Link to="/gift-rounds/$roundId/lines" params={params} search={{ state: 'reserve' }}>
                {numbers.reserve}
              </Link>
            }
          />
        )}
        <Figure name={t('numbers.planned')} value={formatMoney(numbers.planned)} />
        {total > 0 && (
          <>
            <Figure
              name={t('numbers.delivered')}
              value={
                <Link to="/gift-shares" search={{ round_id: round.id, state: 'delivered' }}>
                  {t('numbers.of', { done: numbers.delivered, total })}
                </Link>
              }
            />
            <Figure name={t('numbers.deliveredAmount')} value={formatMoney(numbers.delivered_amount)} />
          </>
        )}
        {numbers.not_received + numbers.returned > 0 && (
          <Figure
            name={t('numbers.back')}
            value={
              <Link to="/gift-shares" search={{ round_id: round.id, state: 'not_received,given_back' }}>
                {numbers.not_received + numbers.returned}
              </Link>
            }
          />
        )}
      </dl>
      {total > 0 && (
        <div className={parts.bar} aria-hidden>
          <span style={{ width: `${Math.round((numbers.delivered / total) * 100)}%` }} />
        </div>
      )}
      <div className={classes.ways}>
        <LinkButton variant="default" to="/gift-rounds/$roundId/lines" params={params}>
          {t('numbers.openLines')}
        </LinkButton>
        {total > 0 && (
          <LinkButton variant="default" to="/gift-shares" search={{ round_id: round.id }}>
            {t('numbers.openShares')}
          </LinkButton>
        )}
        {round.state === 'handing_over' && (
          <Button variant="default" onClick={() => setTicking(true)}>
            {t('tick.byNumbers')}
          </Button>
        )}
        {round.decided_at && (
          <LinkButton variant="subtle" to="/gift-rounds/$roundId/decided" params={params}>
            {t('decided.open')}
          </LinkButton>
        )}
        {round.repeats_id && (
          <LinkButton variant="subtle" to="/gift-rounds/$roundId/comparison" params={params}>
            {t('comparison.open')}
          </LinkButton>
        )}
      </div>
      {ticking && <NumbersDialog round={round} onClose={() => setTicking(false)} />}
    </Card>
  )
}

function Figure({ name, value }: { name: string; value: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={classes.big}>{value}</dd>
    </div>
  )
}

/** Units that nominate, with what they have so far. */
function NominatorsCard({ round }: { round: RoundRead }) {
  const { t } = useTranslation('giving')
  if (round.nominators.length === 0) return null
  return (
    <Card component="section" aria-labelledby="nominators" className={parts.card}>
      <h2 id="nominators">{t('nominators.title')}</h2>
      <ul className={`${parts.plain} ${parts.dense}`}>
        {round.nominators.map((one) => (
          <li key={one.unit_id} className={parts.row}>
            <span className={classes.grow}>
              <Link
                to="/gift-rounds/$roundId/lines"
                params={{ roundId: round.id }}
                search={{ unit_id: one.unit_id }}
              >
                {one.unit_name}
              </Link>
              <span className={classes.below}>
                {round.state !== 'nominating' ? null : one.handed_in_at ? (
                  <>
                    {t('nominators.handedIn')} <InstantText value={one.handed_in_at} />
                  </>
                ) : (
                  t('nominators.open')
                )}
              </span>
            </span>
            <span>
              {one.quota
                ? t('nominators.ofQuota', { lines: one.lines, quota: one.quota })
                : t('nominators.lines', { count: one.lines })}
              {one.reserve > 0 && `, ${t('nominators.reserve', { count: one.reserve })}`}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function FactsCard({ round }: { round: RoundRead }) {
  const { t } = useTranslation('giving')
  const gift = round.items
    .map((one) => ((one.quantity ?? 1) > 1 ? `${one.quantity} × ${one.name}` : one.name))
    .join(', ')
  return (
    <Card component="section" aria-labelledby="facts" className={parts.card}>
      <h2 id="facts">{t('facts.title')}</h2>
      <Facts
        facts={[
          [t('round.occasion'), t(`occasion.${round.occasion}`)],
          [t('facts.gift'), gift],
          [t('facts.worth'), <Money key="worth" value={round.amount} />],
          [
            t(inParts(round.kind) ? 'form.instalments' : 'round.day'),
            round.instalments
              .map((one) => [formatDate(one.due_on), one.condition].filter(Boolean).join(': '))
              .join('; '),
          ],
          [t('form.hour'), round.hour],
          [t('form.place'), round.place],
          [t('form.channel'), t(`channel.${round.channel}`)],
          [t('form.onePer'), t(`onePer.${round.one_per}`)],
          [t('form.nominateBefore'), round.nominate_before && formatDate(round.nominate_before)],
          [t('form.sponsor'), round.donor_name],
          [t('form.schoolYear'), round.school_year],
          [t('facts.decidedBy'), round.decided_by],
          [t('form.description'), round.description],
        ]}
      />
    </Card>
  )
}

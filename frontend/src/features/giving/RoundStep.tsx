import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  closeGiftRound,
  handInGiftList,
  openGiftRound,
  type RoundRead,
  reviewGiftRound,
  startGiftRound,
} from '@/client'
import { ifMatch } from '@/lib/api'
import { formatMoney } from '@/lib/format'
import { useSession } from '@/lib/session'
import { Deadline } from '@/ui/Deadline'
import { LinkButton } from '@/ui/LinkButton'
import { StepCard } from '@/ui/StepCard'
import { AllocateDialog } from './AllocateDialog'
import { ApproveDialog } from './ApproveDialog'
import { rounds } from './record'

/** What is to be done with the round now, by whoever looks at it. */
export function RoundStep({ round }: { round: RoundRead }) {
  const { t } = useTranslation('giving')
  const { units } = useSession()
  const [dialog, setDialog] = useState<'approve' | 'allocate' | null>(null)
  const may = (verb: RoundRead['allowed_actions'][number]) => round.allowed_actions.includes(verb)
  const of = { path: { round_id: round.id }, headers: ifMatch(round) }
  const open = rounds.useVerb({ done: 'opened', call: () => openGiftRound(of) })
  const review = rounds.useVerb({ done: 'reviewed', call: () => reviewGiftRound(of) })
  const start = rounds.useVerb({ done: 'started', call: () => startGiftRound(of) })
  const close = rounds.useVerb({ done: 'closed', call: () => closeGiftRound(of) })
  const handIn = rounds.useVerb<string>({
    done: 'handedIn',
    call: (unit_id) => handInGiftList({ path: { round_id: round.id }, body: { unit_id } }),
  })
  const nominate = (
    <LinkButton to="/gift-rounds/$roundId/nominate" params={{ roundId: round.id }}>
      {t('next.nominate')}
    </LinkButton>
  )
  const own = round.nominators.find(
    (one) => units.some((unit) => unit.id === one.unit_id) && !one.handed_in_at,
  )
  const lines = (
    <LinkButton variant="default" to="/gift-rounds/$roundId/lines" params={{ roundId: round.id }}>
      {t('numbers.openLines')}
    </LinkButton>
  )

  if (round.state === 'draft' && may('open'))
    return (
      <StepCard title={t('next.draftTitle')} help={t('next.draftHelp')}>
        {nominate}
        <Button variant="default" loading={open.isPending} onClick={() => open.mutate()}>
          {t('next.open')}
        </Button>
      </StepCard>
    )
  if (round.state === 'nominating' && may('review'))
    return (
      <StepCard title={t('next.nominatingTitle')} help={t('next.nominatingHelp')}>
        <Button
          loading={review.isPending}
          disabled={round.numbers.lines === 0}
          onClick={() => review.mutate()}
        >
          {t('next.review')}
        </Button>
        <LinkButton variant="default" to="/gift-rounds/$roundId/nominate" params={{ roundId: round.id }}>
          {t('next.nominate')}
        </LinkButton>
      </StepCard>
    )
  if (round.state === 'nominating' && may('nominate') && own) {
    const begun = own.lines + own.reserve > 0
    const chosen = own.quota
      ? t('nominators.ofQuota', { lines: own.lines, quota: own.quota })
      : t('nominators.lines', { count: own.lines })
    return (
      <StepCard
        title={t(begun ? 'next.unitSendTitle' : 'next.unitTitle', { unit: own.unit_name })}
        help={begun ? t('next.unitSendHelp', { chosen }) : t('next.unitHelp')}
      >
        {round.nominate_before && <Deadline due={round.nominate_before} />}
        {begun && (
          <Button loading={handIn.isPending} onClick={() => handIn.mutate(own.unit_id)}>
            {t('next.handIn')}
          </Button>
        )}
        <LinkButton
          variant={begun ? 'default' : 'filled'}
          to="/gift-rounds/$roundId/nominate"
          params={{ roundId: round.id }}
        >
          {t(begun ? 'next.nominateMore' : 'next.nominate')}
        </LinkButton>
      </StepCard>
    )
  }
  if (round.state === 'nominating' && may('nominate'))
    return (
      <StepCard title={t('next.unitDoneTitle')} help={t('next.unitDoneHelp')}>
        {lines}
        <LinkButton variant="default" to="/gift-rounds/$roundId/nominate" params={{ roundId: round.id }}>
          {t('next.nominateMore')}
        </LinkButton>
      </StepCard>
    )
  if (round.state === 'reviewed' && may('approve'))
    return (
      <StepCard
        title={t('next.reviewedTitle', { count: round.numbers.lines })}
        help={t('next.reviewedHelp', { amount: formatMoney(round.numbers.planned) })}
      >
        <Button onClick={() => setDialog('approve')}>{t('next.approve')}</Button>
        {lines}
        {dialog === 'approve' && <ApproveDialog round={round} onClose={() => setDialog(null)} />}
      </StepCard>
    )
  if (round.state === 'reviewed')
    return (
      <StepCard title={t('next.waitingTitle')} help={t('next.waitingHelp')}>
        {lines}
      </StepCard>
    )
  if (round.state === 'approved' && may('start'))
    return (
      <StepCard
        title={
          round.needed > 0 ? t('next.fundTitle', { amount: formatMoney(round.needed) }) : t('next.startTitle')
        }
        help={t(round.needed > 0 ? 'next.fundHelp' : 'next.startHelp')}
      >
        {round.needed > 0 ? (
          <Button onClick={() => setDialog('allocate')}>{t('funds.allocate')}</Button>
        ) : (
          <Button loading={start.isPending} onClick={() => start.mutate()}>
            {t('next.start')}
          </Button>
        )}
        {round.needed > 0 && (round.kind === 'scholarship' || round.kind === 'sponsorship') && (
          <Button variant="default" loading={start.isPending} onClick={() => start.mutate()}>
            {t('next.start')}
          </Button>
        )}
        {dialog === 'allocate' && <AllocateDialog round={round} onClose={() => setDialog(null)} />}
      </StepCard>
    )
  if (round.state === 'approved')
    return (
      <StepCard title={t('next.approvedTitle')} help={t('next.approvedHelp')}>
        {lines}
      </StepCard>
    )
  if (round.state === 'handing_over')
    return (
      <StepCard
        title={
          round.numbers.due > 0 ? t('next.handTitle', { count: round.numbers.due }) : t('next.handDoneTitle')
        }
        help={t(
          round.numbers.due > 0
            ? 'next.handHelp'
            : may('close')
              ? 'next.handDoneHelp'
              : 'next.handDoneUnitHelp',
        )}
      >
        {round.numbers.due > 0 && (
          <LinkButton to="/gift-shares" search={{ round_id: round.id, state: 'due' }}>
            {t('next.tick')}
          </LinkButton>
        )}
        {may('close') && round.numbers.due === 0 && (
          <Button loading={close.isPending} onClick={() => close.mutate()}>
            {t('next.close')}
          </Button>
        )}
      </StepCard>
    )
  return null
}

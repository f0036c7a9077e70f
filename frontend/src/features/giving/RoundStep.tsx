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
  if (round.state === 'nominating' && may('nominate'))
    return (
      <StepCard
        title={own ? t('next.unitTitle') : t('next.unitDoneTitle')}
        help={own ? t('next.unitHelp') : t('next.unitDoneHelp')}
      >
        {nominate}
        {own && round.numbers.lines > 0 && (
          <Button variant="default" loading={handIn.isPending} onClick={() => handIn.mutate(own.unit_id)}>
            {t('next.handIn')}
          </Button>
        )}
      </StepCard>
    )
  if (round.state === 'reviewed' && may('approve'))
    return (
      <StepCard
        title={t('next.reviewedTitle', { count: round.numbers.lines })}
        help={t('next.reviewedHelp', { amount: formatMoney(round.numbers.planned) })}
      >
        <Button onClick={() => setDialog('approve')}>{t('next.approve')}</Button>
        <LinkButton variant="default" to="/gift-rounds/$roundId/lines" params={{ roundId: round.id }}>
          {t('numbers.openLines')}
        </LinkButton>
        {dialog === 'approve' && <ApproveDialog round={round} onClose={() => setDialog(null)} />}
      </StepCard>
    )
  if (round.state === 'reviewed')
    return (
      <StepCard title={t('next.waitingTitle')} help={t('next.waitingHelp')}>
        <LinkButton variant="default" to="/gift-rounds/$roundId/lines" params={{ roundId: round.id }}>
          {t('numbers.openLines')}
        </LinkButton>
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
  if (round.state === 'handing_over')
    return (
      <StepCard
        title={
          round.numbers.due > 0 ? t('next.handTitle', { count: round.numbers.due }) : t('next.handDoneTitle')
        }
        help={t(round.numbers.due > 0 ? 'next.handHelp' : 'next.handDoneHelp')}
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

import { Button, Card, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type DonorRead,
  type DonorUpdate,
  type MovementRead,
  reverseMovement,
  thankDonor,
  updateDonor,
} from '@/client'
import { apiFetch, ifMatch, useAction } from '@/lib/api'
import { formatDate, today } from '@/lib/format'
import { saveBlob } from '@/lib/save-file'
import { useParam } from '@/lib/use-param'
import { type Fact, Facts } from '@/ui/Facts'
import { LongList } from '@/ui/LongList'
import { showProblem } from '@/ui/notices'
import { OneRecord } from '@/ui/OneRecord'
import parts from '@/ui/parts.module.css'
import { ReasonButton } from '@/ui/ReasonButton'
import { RecordPage } from '@/ui/RecordPage'
import { StepCard } from '@/ui/StepCard'
import { DateText, InstantText, Money } from '@/ui/values'
import { AmountsCard } from './AmountsCard'
import { DonorDialog } from './DonorDialog'
import classes from './Giving.module.css'
import { MoneyDialog } from './MoneyDialog'
import { donors } from './record'

/** A donor: what was promised, came, was set aside and handed over; letters and statements. */
export default function DonorPage() {
  const donorId = useParam('donorId')
  return <OneRecord query={donors.one(donorId)}>{(donor) => <Page key={donor.id} donor={donor} />}</OneRecord>
}

type Way = 'pledge' | 'receive' | 'refund'

function Page({ donor }: { donor: DonorRead }) {
  const { t } = useTranslation(['giving', 'common'])
  const [open, setOpen] = useState<'edit' | Way | null>(null)
  const update = donors.useVerb<DonorUpdate>({
    done: 'saved',
    quiet: true,
    call: (body) => updateDonor({ path: { donor_id: donor.id }, headers: ifMatch(donor), body }),
    onDone: () => setOpen(null),
  })
  const thank = donors.useVerb({
    done: 'thanked',
    call: () =>
      thankDonor({ path: { donor_id: donor.id }, headers: ifMatch(donor), body: { on_day: today() } }),
  })
  const facts: Fact[] = [
    [t('donor.contact'), donor.contact],
    [t('donor.phone'), donor.phone],
    [t('donor.address'), donor.address],
    [t('donor.unnamed'), donor.unnamed ? t('line.yes') : ''],
    [t('donor.thanked'), donor.thanked_on && formatDate(donor.thanked_on)],
    [t('donor.note'), donor.note],
  ]
  return (
    <RecordPage
      title={donor.name}
      meta={[t(`donorKind.${donor.kind}`), donor.unit_name ?? t('form.ofWard'), donor.code].join(' · ')}
      action={donor.may_write && <Button onClick={() => setOpen('receive')}>{t('money.receive')}</Button>}
      secondary={
        donor.may_write && (
          <Menu>
            <Menu.Target>
              <Button variant="default" leftSection={<IconDots size={18} aria-hidden />}>
                {t('common:action.more')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => setOpen('pledge')}>{t('money.pledge')}</Menu.Item>
              {donor.amounts.unallocated > 0 && (
                <Menu.Item onClick={() => setOpen('refund')}>{t('money.refund')}</Menu.Item>
              )}
              <Menu.Item onClick={() => setOpen('edit')}>{t('action.edit')}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )
      }
      history={donor.history.length > 0 ? { events: donor.history, texts: 'giving' } : undefined}
    >
      {donor.may_write && !donor.thanked_on && donor.amounts.handed_over > 0 && donor.kind !== 'budget' && (
        <StepCard title={t('donor.thankTitle')} help={t('donor.thankHelp')}>
          <Button loading={thank.isPending} onClick={() => thank.mutate()}>
            {t('donor.thankDone')}
          </Button>
        </StepCard>
      )}
      <AmountsCard amounts={donor.amounts} />
      <div className={classes.cards}>
        {donor.may_write && donor.kind !== 'budget' && <Documents donor={donor} />}
        {facts.some(([, value]) => value) && (
          <Card component="section" aria-labelledby="facts" className={parts.card}>
            <h2 id="facts">{t('donor.facts')}</h2>
            <Facts facts={facts} />
          </Card>
        )}
      </div>
      <Movements donor={donor} />
      {open === 'edit' && (
        <DonorDialog
          donor={donor}
          error={update.error}
          busy={update.isPending}
          onSave={update.mutate}
          onClose={() => setOpen(null)}
        />
      )}
      {open && open !== 'edit' && <MoneyDialog donor={donor} what={open} onClose={() => setOpen(null)} />}
    </RecordPage>
  )
}

/** The letter and the statement; a second one of the same is marked as a copy. */
function Documents({ donor }: { donor: DonorRead }) {
  const { t } = useTranslation('giving')
  const queryClient = useQueryClient()
  const make = useAction({
    action: async ({ kind, format }: { kind: string; format: string }) => {
      const reply = await apiFetch(`${donors.address}/${donor.id}/document?kind=${kind}&format=${format}`, {
        method: 'POST',
      })
      saveBlob(await reply.blob(), `${t(`paper.${kind as 'thank_you'}`)} - ${donor.name}.${format}`)
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: donors.all }),
    onError: showProblem,
  })
  return (
    <Card component="section" aria-labelledby="documents" className={parts.card}>
      <h2 id="documents">{t('papers.donorTitle')}</h2>
      <ul className={classes.papers}>
        {(['thank_you', 'statement'] as const).map((kind) => (
          <li key={kind} className={parts.row}>
            <span className={classes.grow}>{t(`paper.${kind}`)}</span>
            <span className={classes.ways}>
              {(['docx', 'pdf'] as const).map((format) => (
                <Button
                  key={format}
                  variant="default"
                  loading={
                    make.isPending && make.variables?.kind === kind && make.variables.format === format
                  }
                  aria-label={t('papers.download', {
                    paper: t(`paper.${kind}`),
                    format: t(`papers.${format}`),
                  })}
                  onClick={() => make.mutate({ kind, format })}
                >
                  {t(`papers.${format}`)}
                </Button>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {donor.papers.length > 0 && (
        <ul className={`${parts.plain} ${parts.dense}`}>
          {donor.papers.slice(0, 5).map((one, at) => (
            <li key={at} className={parts.row}>
              <span>
                {t(`paper.${one.kind}`)}
                {one.is_copy && ` (${t('papers.copy')})`}
              </span>
              <span className={parts.quiet}>
                {one.author_name}, <InstantText value={one.made_at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

/** Every movement, newest first; a mistake is taken back by a counter-entry. */
function Movements({ donor }: { donor: DonorRead }) {
  const { t } = useTranslation('giving')
  if (donor.movements.length === 0) return null
  return (
    <Card component="section" aria-labelledby="movements" className={parts.card}>
      <h2 id="movements">{t('money.title')}</h2>
      <LongList
        className={`${parts.plain} ${parts.dense}`}
        items={donor.movements}
        first={20}
        render={(one) => (
          <li key={one.id} className={parts.row}>
            <span className={classes.grow}>
              {one.reverses_id
                ? t('money.reversal', { what: t(`movement.${one.kind}`) })
                : t(`movement.${one.kind}`)}
              {one.reversed && ` (${t('money.reversed')})`}
              <span className={classes.below}>
                {[
                  one.goods && `${one.quantity} × ${one.goods}`,
                  one.channel && t(`channel.${one.channel}`),
                  one.receipt_number,
                  one.note,
                  one.author_name,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              {one.round_id && (
                <Link to="/gift-rounds/$roundId" params={{ roundId: one.round_id }}>
                  {one.round_title}
                </Link>
              )}
            </span>
            <span className={classes.ways}>
              <Money value={one.amount} /> <DateText value={one.on_day} />
              {one.reversible && <Reverse donor={donor} movement={one} />}
            </span>
          </li>
        )}
      />
    </Card>
  )
}

function Reverse({ donor, movement }: { donor: DonorRead; movement: MovementRead }) {
  const { t } = useTranslation('giving')
  const reverse = donors.useVerb<string>({
    done: 'reversed',
    call: (reason, headers) =>
      reverseMovement({
        path: { donor_id: donor.id, movement_id: movement.id },
        body: { reason },
        headers,
      }),
  })
  return (
    <ReasonButton
      verb={reverse}
      title={t('money.reverse')}
      label={t('tick.why')}
      help={t('money.reverseHelp')}
      send={t('money.reverse')}
    >
      {t('money.reverse')}
    </ReasonButton>
  )
}

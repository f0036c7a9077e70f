import { Button, Modal, Select, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type BackCreate,
  correctGiftShare,
  type DeliverCreate,
  deliverGiftShare,
  missGiftShare,
  type ReceiverKind,
  returnGiftShare,
  type ShareItem,
  type ShareRead,
  type ShareVerb,
} from '@/client'
import { ifMatch } from '@/lib/api'
import { formatDate, formatMoney, today } from '@/lib/format'
import { DateField } from '@/ui/DateField'
import { ErrorState } from '@/ui/ErrorState'
import { Facts } from '@/ui/Facts'
import { FormDialog } from '@/ui/FormDialog'
import { LinkButton } from '@/ui/LinkButton'
import parts from '@/ui/parts.module.css'
import { CardsSkeleton } from '@/ui/Skeletons'
import { StateChip } from '@/ui/StateChip'
import { useRecordForm } from '@/ui/use-record-form'
import classes from './Giving.module.css'
import { shares } from './record'
import { ofPart } from './refusals'
import { SharePhotos } from './SharePhotos'
import { RECEIVERS } from './words'

/** What leads to another state; a photo is added where the photos are. */
type StepVerb = Exclude<ShareVerb, 'attach'>
const isStep = (verb: ShareVerb): verb is StepVerb => verb !== 'attach'

type Props = { share: ShareItem; onClose: () => void }

/** One share: all that happened to it, and what may happen now. */
export function ShareDialog({ share, onClose }: Props) {
  const { t } = useTranslation(['giving', 'common'])
  const read = useQuery(shares.one(share.id))
  const [verb, setVerb] = useState<StepVerb | null>(null)
  const now = read.data
  if (verb === 'deliver' && now)
    return <DeliverDialog share={now} title={share.shown_name} onClose={() => setVerb(null)} />
  if (verb && verb !== 'deliver' && now)
    return <BackDialog share={now} verb={verb} title={share.shown_name} onClose={() => setVerb(null)} />
  return (
    <Modal
      opened
      onClose={onClose}
      title={share.shown_name}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <div className={parts.column}>
        <Facts
          facts={[
            [t('tick.round'), share.round_title],
            [
              t('facts.gift'),
              [share.gift, share.amount > 0 && formatMoney(share.amount)].filter(Boolean).join(', '),
            ],
            [t('tick.instalment'), share.instalment > 1 ? share.instalment : ''],
            [t('tick.state'), now && <StateChip key="state" state={now.state} />],
            [t('tick.day'), now?.given_on && formatDate(now.given_on)],
            [
              t('tick.receiver'),
              now?.receiver_kind &&
                [t(`receiver.${now.receiver_kind}`), now.receiver_name, now.receiver_relation]
                  .filter(Boolean)
                  .join(', '),
            ],
            [t('tick.why'), now?.reason],
          ]}
        />
        {read.isPending && <CardsSkeleton cards={1} />}
        {read.isError && <ErrorState error={read.error} onRetry={() => read.refetch()} />}
        {now && now.deliveries.length > 0 && (
          <ul className={`${parts.plain} ${parts.dense}`}>
            {now.deliveries.map((one, at) => (
              <li key={at} className={parts.row}>
                <span className={classes.grow}>
                  {isStep(one.verb) && t(`shareVerb.${one.verb}`)}
                  <span className={classes.below}>
                    {[one.author_name, one.reason].filter(Boolean).join(': ')}
                  </span>
                </span>
                <span>{formatDate(one.on_day)}</span>
              </li>
            ))}
          </ul>
        )}
        {now && <SharePhotos share={now} />}
        <div className={classes.ways}>
          {now?.allowed_actions.filter(isStep).map((one) => (
            <Button key={one} variant={one === 'deliver' ? 'filled' : 'default'} onClick={() => setVerb(one)}>
              {t(`shareAction.${one}`)}
            </Button>
          ))}
          <LinkButton variant="subtle" to="/gift-lines/$lineId" params={{ lineId: share.line_id }}>
            {t('tick.openLine')}
          </LinkButton>
        </div>
      </div>
    </Modal>
  )
}

type PartProps = { share: ShareRead; title: string; onClose: () => void }

function DeliverDialog({ share, title, onClose }: PartProps) {
  const { t } = useTranslation('giving')
  const deliver = shares.useVerb<DeliverCreate>({
    done: 'delivered',
    quiet: true,
    call: (body) => deliverGiftShare({ path: { share_id: share.id }, headers: ifMatch(share), body }),
    onDone: onClose,
  })
  const form = useRecordForm({
    values: {
      on_day: today() as string | null,
      receiver_kind: 'guardian' as ReceiverKind,
      receiver_name: '',
      receiver_relation: '',
    },
    error: deliver.error,
    refusals: ofPart,
    checks: ({ on_day, receiver_kind, receiver_name }) => [
      ['on_day', !on_day, t('form.dayMissing')],
      ['receiver_name', receiver_kind === 'authorised' && receiver_name.trim() === '', t('tick.nameMissing')],
    ],
    onSave: (values) =>
      deliver.mutate({
        ...values,
        on_day: values.on_day ?? '',
        receiver_name: values.receiver_name.trim(),
        receiver_relation: values.receiver_relation.trim(),
      }),
  })
  return (
    <FormDialog title={title} form={form} busy={deliver.isPending} send={t('tick.give')} onClose={onClose}>
      <DateField {...form.field('on_day')} label={t('tick.day')} />
      <Select
        {...form.field('receiver_kind')}
        label={t('tick.receiver')}
        data={RECEIVERS.map((value) => ({ value, label: t(`receiver.${value}`) }))}
        allowDeselect={false}
      />
      {form.values.receiver_kind !== 'child' && (
        <>
          <TextInput
            {...form.field('receiver_name')}
            label={t('tick.receiverName')}
            maxLength={120}
            autoComplete="off"
          />
          <TextInput
            {...form.field('receiver_relation')}
            label={t('tick.relation')}
            maxLength={60}
            autoComplete="off"
          />
        </>
      )}
    </FormDialog>
  )
}

const BACK = { miss: missGiftShare, return: returnGiftShare, correct: correctGiftShare } as const

function BackDialog({ share, verb, title, onClose }: PartProps & { verb: Exclude<StepVerb, 'deliver'> }) {
  const { t } = useTranslation('giving')
  const back = shares.useVerb<BackCreate>({
    done: 'recorded',
    quiet: true,
    call: (body) => BACK[verb]({ path: { share_id: share.id }, headers: ifMatch(share), body }),
    onDone: onClose,
  })
  const form = useRecordForm({
    values: { on_day: today() as string | null, reason: '' },
    error: back.error,
    refusals: ofPart,
    checks: ({ on_day, reason }) => [
      ['on_day', !on_day, t('form.dayMissing')],
      ['reason', reason.trim().length < 5, t('tick.whyMissing')],
    ],
    onSave: ({ on_day, reason }) => back.mutate({ on_day: on_day ?? '', reason: reason.trim() }),
  })
  return (
    <FormDialog
      title={`${t(`shareAction.${verb}`)}: ${title}`}
      form={form}
      busy={back.isPending}
      send={t(`shareAction.${verb}`)}
      onClose={onClose}
    >
      <p className={parts.quiet}>{t(`shareHelp.${verb}`)}</p>
      <DateField {...form.field('on_day')} label={t('tick.onDay')} />
      <Textarea {...form.field('reason')} label={t('tick.why')} autosize minRows={2} maxLength={2000} />
    </FormDialog>
  )
}

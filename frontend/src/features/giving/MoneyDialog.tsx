import { SegmentedControl, Select, Switch, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import {
  type Channel,
  type DonorRead,
  type PledgeCreate,
  pledgeMoney,
  type ReceiptCreate,
  type RefundCreate,
  receiveMoney,
  refundMoney,
} from '@/client'
import { formatMoney, today } from '@/lib/format'
import { DateField } from '@/ui/DateField'
import { FormDialog } from '@/ui/FormDialog'
import { NumberField } from '@/ui/NumberField'
import parts from '@/ui/parts.module.css'
import { useRecordForm } from '@/ui/use-record-form'
import { donors } from './record'
import { ofPart } from './refusals'
import { CHANNELS } from './words'

type Values = {
  amount: number
  goods: string
  quantity: number
  unit_value: number
  of_goods: boolean
  on_day: string | null
  channel: Channel
  receipt_number: string
  pledged: boolean
  note: string
}

type Props = { donor: DonorRead; what: 'pledge' | 'receive' | 'refund'; onClose: () => void }

/** Money or goods: promised, received, or given back. Goods are worth quantity × value of one. */
export function MoneyDialog({ donor, what, onClose }: Props) {
  const { t } = useTranslation('giving')
  const path = { donor_id: donor.id }
  const send = donors.useVerb<Values>({
    done: 'recorded',
    quiet: true,
    call: (values, headers) => {
      const on_day = values.on_day ?? ''
      const value = values.of_goods
        ? { goods: values.goods.trim(), quantity: values.quantity, unit_value: values.unit_value }
        : { amount: values.amount }
      const note = values.note.trim()
      if (what === 'refund') {
        const body: RefundCreate = { amount: values.amount, on_day, note }
        return refundMoney({ path, body, headers })
      }
      if (what === 'pledge') {
        const body: PledgeCreate = { ...value, on_day, note }
        return pledgeMoney({ path, body, headers })
      }
      const body: ReceiptCreate = {
        ...value,
        on_day,
        note,
        channel: values.of_goods ? 'goods' : values.channel,
        receipt_number: values.receipt_number.trim(),
        pledged: values.pledged,
      }
      return receiveMoney({ path, body, headers })
    },
    onDone: onClose,
  })
  const form = useRecordForm<Values>({
    values: {
      amount: what === 'receive' ? donor.amounts.outstanding : 0,
      goods: '',
      quantity: 0,
      unit_value: 0,
      of_goods: false,
      on_day: today(),
      channel: 'cash',
      receipt_number: '',
      pledged: what === 'receive' && donor.amounts.outstanding > 0,
      note: '',
    },
    error: send.error,
    refusals: ofPart,
    checks: (values) => [
      ['amount', !values.of_goods && values.amount < 1, t('funds.amountMissing')],
      [
        'goods',
        values.of_goods && (values.goods.trim() === '' || values.quantity < 1 || values.unit_value < 1),
        t('money.goodsMissing'),
      ],
      ['on_day', !values.on_day, t('form.dayMissing')],
      ['note', what === 'refund' && values.note.trim().length < 5, t('tick.whyMissing')],
    ],
    onSave: send.mutate,
  })
  const { values, field, patch } = form
  return (
    <FormDialog
      title={t(`money.${what}`)}
      form={form}
      busy={send.isPending}
      send={t(`money.${what}`)}
      onClose={onClose}
    >
      {what !== 'refund' && (
        <SegmentedControl
          aria-label={t('money.what')}
          fullWidth
          data={[
            { value: 'money', label: t('money.ofMoney') },
            { value: 'goods', label: t('money.ofGoods') },
          ]}
          value={values.of_goods ? 'goods' : 'money'}
          onChange={(value) => patch({ of_goods: value === 'goods' })}
        />
      )}
      {values.of_goods ? (
        <>
          <TextInput {...field('goods')} label={t('money.goods')} maxLength={500} autoComplete="off" />
          <NumberField {...field('quantity')} label={t('form.quantity')} />
          <NumberField {...field('unit_value')} label={t('form.unitValue')} />
          <p className={parts.quiet}>
            {t('money.worth', { amount: formatMoney(values.quantity * values.unit_value) })}
          </p>
        </>
      ) : (
        <NumberField {...field('amount')} label={t('funds.amount')} />
      )}
      <DateField {...field('on_day')} label={t('tick.onDay')} />
      {what === 'receive' && (
        <>
          {!values.of_goods && (
            <Select
              {...field('channel')}
              label={t('form.channel')}
              data={CHANNELS.filter((one) => one !== 'goods').map((value) => ({
                value,
                label: t(`channel.${value}`),
              }))}
              allowDeselect={false}
            />
          )}
          <TextInput
            {...field('receipt_number')}
            label={t('money.receipt')}
            maxLength={60}
            autoComplete="off"
          />
          {donor.amounts.outstanding > 0 && (
            <Switch
              {...field('pledged', 'checkbox')}
              label={t('money.pledgedBefore', { amount: formatMoney(donor.amounts.outstanding) })}
            />
          )}
        </>
      )}
      <TextInput
        {...field('note')}
        label={t(what === 'refund' ? 'tick.why' : 'donor.note')}
        maxLength={500}
        autoComplete="off"
      />
    </FormDialog>
  )
}

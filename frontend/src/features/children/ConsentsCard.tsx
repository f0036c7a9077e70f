import { Button, Card, Checkbox, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type ChildRead,
  type ConsentCreate,
  type ConsentPurpose,
  giveChildConsent,
  withdrawChildConsent,
} from '@/client'
import { ifMatch } from '@/lib/api'
import { formatDate, today } from '@/lib/format'
import { Chip } from '@/ui/Chip'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { DateField } from '@/ui/DateField'
import { FormDialog } from '@/ui/FormDialog'
import parts from '@/ui/parts.module.css'
import { useRecordForm } from '@/ui/use-record-form'
import { ageOn, bornBetween } from './birth'
import classes from './Children.module.css'
import { children } from './record'
import { ofPart } from './refusals'
import { ASKED_FROM, PURPOSES } from './words'

/** What the family has agreed to, purpose by purpose. */
export function ConsentsCard({ child }: { child: ChildRead }) {
  const { t } = useTranslation('children')
  const [giving, setGiving] = useState<ConsentPurpose | null>(null)
  if (!child.consents) return null
  return (
    <Card component="section" aria-labelledby="consents" className={parts.card}>
      <h2 id="consents">{t('consents.title')}</h2>
      <ul className={`${parts.plain} ${parts.dense}`}>
        {PURPOSES.map((purpose) => (
          <Purpose key={purpose} child={child} purpose={purpose} onGive={() => setGiving(purpose)} />
        ))}
      </ul>
      <p className={parts.quiet}>{t('consents.help')}</p>
      {giving && <ConsentDialog child={child} purpose={giving} onClose={() => setGiving(null)} />}
    </Card>
  )
}

function Purpose({
  child,
  purpose,
  onGive,
}: {
  child: ChildRead
  purpose: ConsentPurpose
  onGive: () => void
}) {
  const { t } = useTranslation('children')
  const [asking, setAsking] = useState(false)
  const may = child.allowed_actions.includes('consent')
  const all = (child.consents ?? []).filter((one) => one.purpose === purpose)
  const holding = all.find((one) => one.holds)
  const last = all.filter((one) => one.withdrawn_on).at(-1)
  const withdraw = children.useVerb<string>({
    done: 'withdrawn',
    call: (consent_id) =>
      withdrawChildConsent({ path: { child_id: child.id, consent_id }, headers: ifMatch(child) }),
    onDone: () => setAsking(false),
  })
  return (
    <li className={parts.row}>
      <span className={classes.grow}>
        {t(`purpose.${purpose}`)}
        <span className={classes.below}>
          {holding
            ? t(holding.child_agrees ? 'consents.givenByBoth' : 'consents.givenBy', {
                name: holding.guardian_name,
                on: formatDate(holding.given_on),
              })
            : last?.withdrawn_on
              ? t('consents.withdrawnOn', { on: formatDate(last.withdrawn_on) })
              : t('consents.none')}
        </span>
      </span>
      {holding ? (
        <span className={classes.when}>
          <Chip tone="ok" shape="check">
            {t('consents.holds')}
          </Chip>
          {may && (
            <Button
              variant="subtle"
              color="gray"
              className="no-print"
              aria-label={t('consents.withdrawOf', { purpose: t(`purpose.${purpose}`) })}
              onClick={() => setAsking(true)}
            >
              {t('consents.withdraw')}
            </Button>
          )}
        </span>
      ) : (
        may && (
          <Button
            variant="default"
            className="no-print"
            aria-label={t('consents.giveOf', { purpose: t(`purpose.${purpose}`) })}
            onClick={onGive}
          >
            {t('consents.give')}
          </Button>
        )
      )}
      <ConfirmDialog
        opened={asking}
        title={t('consents.withdrawTitle', { purpose: t(`purpose.${purpose}`) })}
        confirm={t('consents.withdraw')}
        busy={withdraw.isPending}
        onConfirm={() => holding && withdraw.mutate(holding.id)}
        onClose={() => setAsking(false)}
      >
        {t(purpose === 'photo' ? 'consents.withdrawPhotos' : 'consents.withdrawHelp')}
      </ConfirmDialog>
    </li>
  )
}

function ConsentDialog({
  child,
  purpose,
  onClose,
}: {
  child: ChildRead
  purpose: ConsentPurpose
  onClose: () => void
}) {
  const { t } = useTranslation('children')
  const give = children.useVerb<ConsentCreate>({
    done: 'consented',
    quiet: true,
    call: (body) => giveChildConsent({ path: { child_id: child.id }, headers: ifMatch(child), body }),
    onDone: onClose,
  })
  const asked = (given_on: string | null) =>
    ageOn(given_on ?? today(), bornBetween(child.birth)[1]) >= ASKED_FROM
  const form = useRecordForm({
    values: {
      guardian_name: child.guardians?.[0]?.full_name ?? '',
      given_on: today() as string | null,
      child_agrees: false,
      record_file_id: null as string | null,
    },
    error: give.error,
    refusals: ofPart,
    checks: (values) => [
      ['guardian_name', values.guardian_name.trim().length < 2, t('consents.nameMissing')],
      ['given_on', !values.given_on, t('part.dayMissing')],
      ['child_agrees', asked(values.given_on) && !values.child_agrees, t('consents.childMissing')],
    ],
    onSave: (values) =>
      give.mutate({
        ...values,
        purpose,
        guardian_name: values.guardian_name.trim(),
        given_on: values.given_on ?? '',
      }),
  })
  const papers = child.files.filter((file) => file.kind !== 'photo')
  return (
    <FormDialog
      title={t(`consents.title_${purpose}`)}
      form={form}
      busy={give.isPending}
      send={t('consents.send')}
      onClose={onClose}
    >
      <TextInput
        {...form.field('guardian_name')}
        label={t('consents.guardian')}
        maxLength={120}
        autoComplete="off"
        data-autofocus
      />
      <DateField {...form.field('given_on')} label={t('consents.on')} />
      {asked(form.values.given_on) ? (
        <Checkbox
          {...form.field('child_agrees', 'checkbox')}
          label={t('consents.childAgrees')}
          description={t('consents.childHelp')}
        />
      ) : (
        <p className={parts.quiet}>{t('consents.childYoung')}</p>
      )}
      {papers.length > 0 && (
        <Select
          {...form.field('record_file_id')}
          label={t('consents.paper')}
          data={papers.map((file) => ({ value: file.id, label: file.name }))}
          clearable
          clearButtonProps={{ 'aria-label': t('consents.paperClear') }}
        />
      )}
    </FormDialog>
  )
}

import { Button, Card, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { numberGiftRoundPaper, type PaperCreate, type PaperGroup, type RoundRead } from '@/client'
import { formatDate, today } from '@/lib/format'
import { addressOf } from '@/lib/list-query'
import { may, useSession } from '@/lib/session'
import { DateField } from '@/ui/DateField'
import { FormDialog } from '@/ui/FormDialog'
import { NumberField } from '@/ui/NumberField'
import parts from '@/ui/parts.module.css'
import { SheetDialog } from '@/ui/SheetImport'
import { useMadeFile } from '@/ui/use-made-file'
import { useRecordForm } from '@/ui/use-record-form'
import { nextNumberQuery } from './api'
import classes from './Giving.module.css'
import { rounds } from './record'
import { ofPart } from './refusals'
import { GROUPS, inParts, PAPERS, SUPERIOR_PAPERS } from './words'

/** Papers of the day, to write on in Word or to print. */
export function PapersCard({ round }: { round: RoundRead }) {
  const { t } = useTranslation('giving')
  const session = useSession()
  const [group, setGroup] = useState<PaperGroup>('unit')
  const [instalment, setInstalment] = useState('1')
  const [filled, setFilled] = useState(false)
  const file = useMadeFile()
  if (round.numbers.lines === 0) return null
  const href = (kind: string, format: 'docx' | 'pdf') =>
    addressOf(`${rounds.address}/${round.id}/document`, { kind, format, group, instalment })
  const sheet = `${rounds.address}/${round.id}/tick-sheet`
  const kinds = [...PAPERS, ...(may(session, 'gift_round:correct') ? SUPERIOR_PAPERS : [])]
  return (
    <Card component="section" aria-labelledby="papers" className={`${parts.card} no-print`}>
      <h2 id="papers">{t('papers.title')}</h2>
      <Select
        label={t('papers.group')}
        data={GROUPS.map((value) => ({ value, label: t(`papers.by.${value}`) }))}
        value={group}
        allowDeselect={false}
        onChange={(value) => setGroup(value as PaperGroup)}
      />
      {inParts(round.kind) && round.instalments.length > 1 && (
        <Select
          label={t('papers.instalment')}
          data={round.instalments.map((one, at) => ({
            value: String(at + 1),
            label: t('papers.time', { number: at + 1, day: formatDate(one.due_on) }),
          }))}
          value={instalment}
          allowDeselect={false}
          onChange={(value) => setInstalment(value ?? '1')}
        />
      )}
      <ul className={classes.papers}>
        {kinds.map((kind) => (
          <li key={kind} className={parts.row}>
            <span className={classes.grow}>{t(`paper.${kind}`)}</span>
            <span className={classes.ways}>
              {(['docx', 'pdf'] as const).map((format) => (
                <Button
                  key={format}
                  variant="default"
                  loading={file.isPending && file.variables === href(kind, format)}
                  onClick={() => file.mutate(href(kind, format))}
                  aria-label={t('papers.download', {
                    paper: t(`paper.${kind}`),
                    format: t(`papers.${format}`),
                  })}
                >
                  {t(`papers.${format}`)}
                </Button>
              ))}
            </span>
          </li>
        ))}
        <li className={parts.row}>
          <span className={classes.grow}>{t('paper.tick_excel')}</span>
          <span className={classes.ways}>
            <Button component="a" variant="default" href={sheet} download>
              {t('papers.excel')}
            </Button>
            {round.state === 'handing_over' && (
              <Button variant="default" onClick={() => setFilled(true)}>
                {t('papers.sendBack')}
              </Button>
            )}
          </span>
        </li>
      </ul>
      {filled && (
        <SheetDialog
          address={sheet}
          template={sheet}
          marked
          title={t('papers.sendBackTitle')}
          say={(word, values) => t(`ticked.${word}`, { ...values })}
          onClose={() => setFilled(false)}
        />
      )}
    </Card>
  )
}

/** Papers that were signed: their number is typed in afterwards, a wrong one is replaced. */
export function NumberedPapersCard({ round }: { round: RoundRead }) {
  const { t } = useTranslation('giving')
  const session = useSession()
  const [open, setOpen] = useState(false)
  const writes = may(session, 'paper:number')
  if (!writes && round.papers.length === 0) return null
  return (
    <Card component="section" aria-labelledby="numbered" className={parts.card}>
      <h2 id="numbered">{t('numbered.title')}</h2>
      {round.papers.length === 0 && <p className={parts.quiet}>{t('numbered.empty')}</p>}
      <ul className={`${parts.plain} ${parts.dense}`}>
        {round.papers.map((one) => (
          <li key={one.id} className={parts.row}>
            <span className={classes.grow}>
              {one.title}
              <span className={classes.below}>
                {t('numbered.signed', { day: formatDate(one.signed_on), by: one.author_name })}
                {one.replaced && `, ${t('numbered.replaced')}`}
              </span>
            </span>
            <strong>{one.line}</strong>
          </li>
        ))}
      </ul>
      {writes && (
        <div className={classes.ways}>
          <Button variant="default" onClick={() => setOpen(true)}>
            {t('numbered.add')}
          </Button>
        </div>
      )}
      {open && <NumberDialog round={round} onClose={() => setOpen(false)} />}
    </Card>
  )
}

function NumberDialog({ round, onClose }: { round: RoundRead; onClose: () => void }) {
  const { t } = useTranslation(['giving', 'common'])
  const hint = useQuery(nextNumberQuery(Number(today().slice(0, 4)))).data?.number
  const save = rounds.useVerb<PaperCreate>({
    done: 'numbered',
    quiet: true,
    call: (body, headers) => numberGiftRoundPaper({ path: { round_id: round.id }, body, headers }),
    onDone: onClose,
  })
  const form = useRecordForm({
    values: {
      title: t('numbered.listTitle', { title: round.title }).slice(0, 300),
      number: 0,
      suffix: 'QĐ-UBND',
      signed_on: today() as string | null,
      replaces_id: null as string | null,
      record_file_id: null as string | null,
    },
    error: save.error,
    refusals: ofPart,
    checks: ({ title, number, signed_on }) => [
      ['title', title.trim().length < 3, t('numbered.titleMissing')],
      ['number', number < 1, t('numbered.numberMissing')],
      ['signed_on', !signed_on, t('form.dayMissing')],
    ],
    onSave: (values) =>
      save.mutate({ ...values, title: values.title.trim(), signed_on: values.signed_on ?? '' }),
  })
  const clear = { clearable: true, clearButtonProps: { 'aria-label': t('form.criteriaClear') } }
  const old = round.papers.filter((one) => !one.replaced)
  return (
    <FormDialog
      title={t('numbered.add')}
      form={form}
      busy={save.isPending}
      send={t('numbered.send')}
      onClose={onClose}
    >
      <TextInput
        {...form.field('title')}
        label={t('numbered.paperTitle')}
        maxLength={300}
        autoComplete="off"
      />
      <NumberField
        {...form.field('number')}
        label={t('numbered.number')}
        description={hint ? t('numbered.hint', { number: hint }) : undefined}
      />
      <TextInput {...form.field('suffix')} label={t('numbered.suffix')} maxLength={40} autoComplete="off" />
      <DateField {...form.field('signed_on')} label={t('numbered.signedOn')} />
      {old.length > 0 && (
        <Select
          {...form.field('replaces_id')}
          label={t('numbered.replaces')}
          data={old.map((one) => ({ value: one.id, label: `${one.line} ${one.title}` }))}
          {...clear}
        />
      )}
      {round.files.length > 0 && (
        <Select
          {...form.field('record_file_id')}
          label={t('numbered.scan')}
          data={round.files.map((one) => ({ value: one.id, label: one.name }))}
          {...clear}
        />
      )}
    </FormDialog>
  )
}

import { Button, Card, Group, Select } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChildSheetResult, JobRead, SheetFault } from '@/client'
import { uploadFile, useAction } from '@/lib/api'
import { useUnits } from '@/lib/use-units'
import { FilePicker } from '@/ui/FilePicker'
import { saveMarked } from '@/ui/marked-sheet'
import { showProblem } from '@/ui/notices'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { type ChosenFields, SheetColumns } from '@/ui/SheetColumns'
import { SheetFaults } from '@/ui/SheetFaults'
import classes from './Import.module.css'
import { Question } from './ImportQuestion'
import { children } from './record'

/** Row number by what was decided: `new`, `skip`, or the child's id. */
type Decided = Record<string, string>
type Tried = { file: File; answer: ChildSheetResult }

const ADDRESS = `${children.address}/import`

/** A list as it came: what each column was taken for, what is wrong, who may be in the register already; then written. */
export default function ImportPage() {
  const { t } = useTranslation(['children', 'common'])
  const units = useUnits('child:correct')
  const navigate = useNavigate()
  const own = units.places.filter((place) => units.own.some((unit) => unit.value === place.value))
  const [unit_id, setUnit] = useState<string | null>(own.length === 1 ? (own[0]?.value ?? null) : null)
  const [tried, setTried] = useState<Tried | null>(null)
  const [fields, setFields] = useState<ChosenFields | null>(null)
  const [decided, setDecided] = useState<Decided>({})

  const asked = (more: Record<string, string> = {}) => ({
    ...(unit_id ? { unit_id } : {}),
    ...(fields ? { fields: JSON.stringify(fields) } : {}),
    decisions: JSON.stringify(decided),
    ...more,
  })
  const again = useAction({
    action: (file: File, headers) =>
      uploadFile<ChildSheetResult>(`${ADDRESS}/trial`, file, { headers, fields: asked() }),
    onSuccess: (answer, file) => setTried({ file, answer }),
    onError: showProblem,
  })
  const run = useAction({
    action: ({ file, good }: { file: File; good: boolean }, headers) =>
      uploadFile<JobRead>(ADDRESS, file, { headers, fields: asked({ good_rows_only: String(good) }) }),
    onSuccess: (job) => navigate({ to: '/jobs/$jobId', params: { jobId: job.id } }),
    onError: showProblem,
  })
  const mark = useAction({
    action: (file: File) => saveMarked(`${ADDRESS}/marked`, file, asked()),
    onError: showProblem,
  })

  return (
    <>
      <PageHeader title={t('import.title')} />
      {tried ? (
        <Answer
          answer={tried.answer}
          decided={decided}
          onDecide={(row, decision) => setDecided({ ...decided, [row]: decision })}
          fields={fields}
          onFields={setFields}
          reading={again.isPending}
          onRead={() => again.mutate(tried.file)}
          busy={run.isPending}
          onRun={(good) => run.mutate({ file: tried.file, good })}
          marking={mark.isPending}
          onMark={() => mark.mutate(tried.file)}
          onOther={() => {
            setTried(null)
            setFields(null)
            setDecided({})
          }}
        />
      ) : (
        <Card className={parts.card}>
          <p className={parts.quiet}>{t('import.lead')}</p>
          <Select
            label={t('import.unit')}
            description={t('import.unitHelp')}
            placeholder={t('import.unitNone')}
            data={own}
            value={unit_id}
            onChange={setUnit}
            clearable
            clearButtonProps={{ 'aria-label': t('import.unitClear') }}
          />
          <FilePicker
            accept=".xlsx"
            multiple={false}
            send={async (file, options) => {
              const answer = await uploadFile<ChildSheetResult>(`${ADDRESS}/trial`, file, {
                ...options,
                fields: asked(),
              })
              setTried({ file, answer })
            }}
          />
        </Card>
      )}
    </>
  )
}

type AnswerProps = {
  answer: ChildSheetResult
  decided: Decided
  onDecide: (row: number, decision: string) => void
  /** What somebody said of the columns, where it differs from what was read. */
  fields: ChosenFields | null
  onFields: (fields: ChosenFields) => void
  reading: boolean
  onRead: () => void
  busy: boolean
  /** All rows, or the good ones alone. */
  onRun: (good: boolean) => void
  marking: boolean
  /** The file again, with what to correct beside each row. */
  onMark: () => void
  onOther: () => void
}

function Answer(props: AnswerProps) {
  const {
    answer,
    decided,
    onDecide,
    fields,
    onFields,
    reading,
    onRead,
    busy,
    onRun,
    marking,
    onMark,
    onOther,
  } = props
  const { t } = useTranslation(['children', 'common'])
  const { created = 0, updated = 0, unchanged = 0, questions = [], faults = [] } = answer
  const open = questions.filter((one) => !decided[one.row]).length
  const answered = questions.length - open
  const good = created + updated + answered
  return (
    <div className={parts.column}>
      <Card className={parts.card} role="status">
        <p className={classes.lead}>{t('import.counts', { created, updated, unchanged })}</p>
        <p className={parts.quiet}>{t('import.headRow', { row: answer.head_row })}</p>
        <SheetColumns
          columns={answer.columns}
          fields={fields}
          onFields={onFields}
          busy={reading}
          onRead={onRead}
        />
      </Card>
      {questions.length > 0 && (
        <Card component="section" aria-labelledby="questions" className={parts.card}>
          <h2 id="questions">{t('import.questions', { count: questions.length })}</h2>
          <p className={parts.quiet}>{t('import.questionsLead')}</p>
          <ul className={parts.plain}>
            {questions.map((one) => (
              <Question
                key={one.row}
                question={one}
                value={decided[one.row] ?? null}
                onChange={(decision) => onDecide(one.row, decision)}
              />
            ))}
          </ul>
        </Card>
      )}
      {faults.length > 0 && <Faults faults={faults} />}
      <Group justify="flex-end" className="no-print">
        <Button variant="default" onClick={onOther}>
          {t('common:sheet.again')}
        </Button>
        {faults.length > 0 && (
          <Button variant="default" loading={marking} onClick={onMark}>
            {t('common:sheet.marked')}
          </Button>
        )}
        {(faults.length > 0 || open > 0) && good > 0 && (
          <Button variant="default" loading={busy} onClick={() => onRun(true)}>
            {t('import.runGood', { count: good })}
          </Button>
        )}
        {faults.length === 0 && good > 0 && (
          <Button loading={busy} disabled={open > 0} onClick={() => onRun(false)}>
            {open > 0 ? t('import.undecided', { count: open }) : t('import.run', { count: good })}
          </Button>
        )}
      </Group>
    </div>
  )
}

function Faults({ faults }: { faults: SheetFault[] }) {
  const { t } = useTranslation(['children', 'common'])
  return (
    <Card component="section" aria-labelledby="faults" className={parts.card}>
      <h2 id="faults">{t('import.faults', { count: faults.length })}</h2>
      <SheetFaults faults={faults} cell={({ row, column }) => t('common:sheet.cell', { row, column })} />
    </Card>
  )
}

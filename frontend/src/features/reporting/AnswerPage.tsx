import { Button, Card, Textarea, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  acceptReportAnswer,
  beginReportAnswer,
  countReportAnswer,
  type IndicatorRead,
  type ReportAnswerRead,
  type ReportFigureRead,
  type ReportTexts,
  readReportAnswer,
  returnReportAnswer,
  submitReportAnswer,
  updateReportAnswer,
} from '@/client'
import { ifMatch, isProblem, unwrap } from '@/lib/api'
import { formatDateInText, formatInstant, formatNumber } from '@/lib/format'
import { useParam } from '@/lib/use-param'
import { Chip } from '@/ui/Chip'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { Facts } from '@/ui/Facts'
import { FormErrors } from '@/ui/FormErrors'
import { HistoryCard } from '@/ui/HistoryCard'
import { LinkButton } from '@/ui/LinkButton'
import { OneRecord } from '@/ui/OneRecord'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { ReasonButton } from '@/ui/ReasonButton'
import { SaveState } from '@/ui/SaveState'
import { StateChip } from '@/ui/StateChip'
import { useFaults } from '@/ui/use-faults'
import { useServerDraft } from '@/ui/use-server-draft'
import { figuresQuery, rowsHref } from './api'
import classes from './Reports.module.css'
import { answerQuery, useAnswerVerb } from './record'
import { answerWord, dueWords, TEXTS, useQuestionWords } from './words'

/** One unit's report: written by the unit, decided on by the ward. */
export default function AnswerPage() {
  const answerId = useParam('answerId')
  return <OneRecord query={answerQuery(answerId)}>{(answer) => <Answer answer={answer} />}</OneRecord>
}

function Answer({ answer }: { answer: ReportAnswerRead }) {
  const { t } = useTranslation(['reporting', 'common'])
  const queryClient = useQueryClient()
  const [round, setRound] = useState(0)
  const theirs = async () => {
    await queryClient.refetchQueries(answerQuery(answer.id))
    setRound(round + 1)
  }
  const writes = answer.allowed_actions.includes('write')
  return (
    <div className={parts.stack}>
      <PageHeader
        title={answer.round_title}
        meta={answer.unit_name}
        state={
          <>
            <StateChip state={answer.state} word={answerWord(answer.state)} />
            {answer.late && (
              <Chip tone="bad" shape="square">
                {t('answer.late')}
              </Chip>
            )}
          </>
        }
        action={<Decide answer={answer} />}
        secondary={
          <LinkButton variant="default" to="/reports/$roundId" params={{ roundId: answer.round_id }}>
            {t('answer.round')}
          </LinkButton>
        }
      />
      {answer.return_reason && (
        <p className={parts.reason}>{t('answer.returned', { reason: answer.return_reason })}</p>
      )}
      <Card component="section" aria-label={t('answer.about')}>
        <Facts
          facts={[
            [t('round.due'), dueWords(answer.due_at)],
            [t('round.period'), `${formatDateInText(answer.from_on)} – ${formatDateInText(answer.to_on)}`],
            [
              t('answer.submitted'),
              answer.submitted_at && `${formatInstant(answer.submitted_at)}, ${answer.submitted_name}`,
            ],
            [
              t('answer.decided'),
              answer.decided_at && `${formatInstant(answer.decided_at)}, ${answer.decided_name}`,
            ],
          ]}
        />
        {answer.note && <p className={classes.words}>{answer.note}</p>}
      </Card>
      {answer.allowed_actions.includes('begin') && <Begin answer={answer} />}
      {writes ? (
        <Form key={`${round}-${answer.counted_at}`} answer={answer} onTheirs={theirs} />
      ) : (
        <Read answer={answer} />
      )}
      <HistoryCard events={answer.history} texts="reporting" />
    </div>
  )
}

/** The draft is filled when somebody of the unit opens it; nobody has to press anything first. */
function Begin({ answer }: { answer: ReportAnswerRead }) {
  const { t } = useTranslation('reporting')
  const begin = useAnswerVerb({
    done: '',
    call: () => beginReportAnswer({ path: { answer_id: answer.id }, headers: ifMatch(answer) }),
  })
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    begin.mutate()
  }, [])
  return begin.isError ? (
    <Button onClick={() => begin.mutate()} loading={begin.isPending}>
      {t('answer.begin')}
    </Button>
  ) : (
    <p className={parts.quiet} role="status">
      {t('answer.filling')}
    </p>
  )
}

function Decide({ answer }: { answer: ReportAnswerRead }) {
  const { t } = useTranslation('reporting')
  const at = { path: { answer_id: answer.id }, headers: ifMatch(answer) }
  const accept = useAnswerVerb({ done: 'accepted', call: () => acceptReportAnswer(at) })
  const back = useAnswerVerb<string>({
    done: 'returned',
    call: (reason) => returnReportAnswer({ ...at, body: { reason } }),
  })
  const can = (verb: (typeof answer.allowed_actions)[number]) => answer.allowed_actions.includes(verb)
  return (
    <>
      {can('return') && (
        <ReasonButton
          verb={back}
          title={t('answer.returnTitle')}
          label={t('answer.returnWhy')}
          help={t('answer.returnHelp')}
          send={t('answer.return')}
        >
          {t('answer.return')}
        </ReasonButton>
      )}
      {can('accept') && (
        <Button loading={accept.isPending} onClick={() => accept.mutate()}>
          {t('answer.accept')}
        </Button>
      )}
    </>
  )
}

type Values = {
  texts: Required<ReportTexts>
  figures: Record<string, { reported: number | null; why: string }>
}

const valuesOf = ({ texts, figures }: ReportAnswerRead): Values => ({
  texts: Object.fromEntries(TEXTS.map((name) => [name, texts[name] ?? ''])) as Values['texts'],
  figures: Object.fromEntries(figures.map(({ code, reported, why }) => [code, { reported, why }])),
})

function Form({ answer, onTheirs }: { answer: ReportAnswerRead; onTheirs: () => void }) {
  const { t } = useTranslation(['reporting', 'common'])
  const queryClient = useQueryClient()
  const { queryKey } = answerQuery(answer.id)
  const [asking, setAsking] = useState(false)
  const saved = useServerDraft({
    name: `report:${answer.id}`,
    start: valuesOf(answer),
    version: answer.version,
    save: async ({ texts, figures }, version) => {
      const reply = await updateReportAnswer({
        path: { answer_id: answer.id },
        headers: ifMatch({ version }),
        body: { texts, figures: Object.entries(figures).map(([code, one]) => ({ code, ...one })) },
      }).then(unwrap)
      queryClient.setQueryData(queryKey, reply)
      return reply
    },
    latest: async () => (await readReportAnswer({ path: { answer_id: answer.id } }).then(unwrap)).version,
  })
  const at = () => ({ path: { answer_id: answer.id }, headers: ifMatch({ version: saved.version() }) })
  const submit = useAnswerVerb({
    done: 'submitted',
    quiet: true,
    call: async () => {
      await saved.flush()
      return submitReportAnswer(at())
    },
    onDone: saved.drop,
  })
  const count = useAnswerVerb({
    done: 'counted',
    call: async () => {
      await saved.flush()
      return countReportAnswer(at())
    },
  })
  const faults = useFaults(submit.error, { form: 'answer' })
  const marked = markedOf(submit.error)
  const { values } = saved
  const setText = (name: keyof Values['texts'], text: string) =>
    saved.change({ ...values, texts: { ...values.texts, [name]: text } })
  const lines = values.texts.results.split('\n').map((line) => line.trim())
  const counts = answer.questions.some(({ indicator }) => indicator)
  const others = answer.sentences.filter(({ text }) => !lines.includes(text))
  return (
    <>
      <FormErrors faults={faults} />
      <SaveState saved={saved} onTheirs={onTheirs} />
      {answer.kind === 'action_month' && (
        <Card component="section" className={parts.card} aria-labelledby="words">
          <h2 id="words">{t('answer.words')}</h2>
          {TEXTS.map((name) => (
            <div key={name}>
              <Textarea
                id={`answer-${name}`}
                label={t(`text.${name}`)}
                description={name === 'results' ? t('answer.resultsHelp') : undefined}
                autosize
                minRows={name === 'results' ? 4 : 2}
                maxLength={20_000}
                value={values.texts[name]}
                onChange={(event) => setText(name, event.currentTarget.value)}
              />
              {name === 'results' && others.length > 0 && (
                <details>
                  <summary>{t('answer.others', { count: others.length })}</summary>
                  <ul className={classes.lines}>
                    {others.map(({ assignment_id, text }) => (
                      <li key={assignment_id}>{text}</li>
                    ))}
                  </ul>
                  <Button
                    variant="default"
                    onClick={() =>
                      setText(
                        'results',
                        [values.texts.results.trimEnd(), ...others.map(({ text }) => text)]
                          .filter(Boolean)
                          .join('\n'),
                      )
                    }
                  >
                    {t('answer.takeOver')}
                  </Button>
                </details>
              )}
            </div>
          ))}
        </Card>
      )}
      <Card component="section" className={parts.card} aria-labelledby="figures">
        <div className={parts.row}>
          <h2 id="figures">{t('answer.figures')}</h2>
          {counts && (
            <Button variant="default" loading={count.isPending} onClick={() => count.mutate()}>
              {t('answer.count')}
            </Button>
          )}
        </div>
        {answer.counted_at && counts && (
          <p className={parts.quiet}>{t('answer.countedAt', { at: formatInstant(answer.counted_at) })}</p>
        )}
        <Checks answer={answer} broken={answer.broken} />
        <Figures
          answer={answer}
          values={values.figures}
          marked={marked}
          onChange={(code, one) => saved.change({ ...values, figures: { ...values.figures, [code]: one } })}
        />
      </Card>
      {answer.allowed_actions.includes('submit') ? (
        <div className={classes.ways}>
          <Button size="md" onClick={() => setAsking(true)} loading={submit.isPending}>
            {t('answer.submit')}
          </Button>
        </div>
      ) : (
        <p className={parts.quiet}>{t('answer.leadSubmits')}</p>
      )}
      <ConfirmDialog
        opened={asking}
        title={t('answer.submitTitle')}
        confirm={t('answer.submit')}
        busy={submit.isPending}
        onConfirm={() => {
          setAsking(false)
          submit.mutate()
        }}
        onClose={() => setAsking(false)}
      >
        {t('answer.submitHelp')}
      </ConfirmDialog>
    </>
  )
}

/** Codes that a refusal names. */
function markedOf(error: unknown): ReadonlySet<string> {
  const codes = isProblem(error) ? error.extra.codes : undefined
  return new Set(Array.isArray(codes) ? codes.map(String) : [])
}

/** Cross-checks that don't hold, in words. */
function Checks({ answer, broken }: { answer: ReportAnswerRead; broken: number[] }) {
  const { t } = useTranslation('reporting')
  const names = useNames(answer)
  if (broken.length === 0) return null
  return (
    <div className={parts.reason} role="alert">
      {broken.map((at) => {
        const check = answer.checks[at]
        if (!check) return null
        const [left, right] = [check.left, check.right].map((codes) =>
          codes.map((code) => `«${names[code]}»`).join(' + '),
        )
        return (
          <p key={at} className={classes.words}>
            {t(`broken.${check.compared}`, { left, right })}
          </p>
        )
      })}
    </div>
  )
}

type Definitions = Record<string, IndicatorRead>

/** Definitions of the figures that the product counts, by code. */
function useDefinitions(answer: ReportAnswerRead): Definitions {
  const { data } = useQuery({
    ...figuresQuery({ from_on: answer.from_on, to_on: answer.to_on, by: 'unit', unit_id: answer.unit_id }),
    enabled: answer.questions.some(({ indicator }) => indicator),
  })
  return Object.fromEntries((data?.indicators ?? []).map((one) => [one.code, one]))
}

function useNames(answer: ReportAnswerRead): Record<string, string> {
  const definitions = useDefinitions(answer)
  const words = useQuestionWords(
    Object.fromEntries(Object.values(definitions).map(({ code, source }) => [code, source])),
  )
  return Object.fromEntries(answer.questions.map((one) => [one.code, words(one)]))
}

type FiguresProps = {
  answer: ReportAnswerRead
  values: Values['figures']
  marked?: ReadonlySet<string>
  onChange?: (code: string, one: { reported: number | null; why: string }) => void
}

/** Figures, each beside what the records say; those that are nothing are folded. */
function Figures({ answer, values, marked, onChange }: FiguresProps) {
  const { t } = useTranslation('reporting')
  const isNothing = ({ code, computed }: ReportFigureRead) =>
    computed === 0 && values[code]?.reported === null && !marked?.has(code)
  const some = answer.figures.filter((one) => !isNothing(one))
  const nothing = answer.figures.filter(isNothing)
  const list = (figures: ReportFigureRead[]) => (
    <ul className={classes.figures}>
      {figures.map((one) => (
        <FigureLine
          key={one.code}
          one={one}
          answer={answer}
          values={values}
          marked={marked}
          onChange={onChange}
        />
      ))}
    </ul>
  )
  return (
    <>
      {list(some)}
      {nothing.length > 0 && (
        <details>
          <summary>{t('answer.nothing', { count: nothing.length })}</summary>
          {list(nothing)}
        </details>
      )}
    </>
  )
}

function FigureLine({ one, answer, values, marked, onChange }: FiguresProps & { one: ReportFigureRead }) {
  const { t } = useTranslation('reporting')
  const names = useNames(answer)
  const definition = useDefinitions(answer)[one.code]
  const said = values[one.code] ?? { reported: one.reported, why: one.why }
  const differs = one.computed !== null && said.reported !== null && said.reported !== one.computed
  const asked = answer.questions.find(({ code }) => code === one.code)
  const rows =
    definition &&
    rowsHref(definition, {
      from_on: answer.from_on,
      to_on: answer.to_on,
      by: 'unit',
      unit_id: answer.unit_id,
    })
  const value = said.reported ?? one.computed
  return (
    <li>
      <div className={classes.figure}>
        <div className={classes.name}>
          {names[one.code]}
          {asked?.indicator && (
            <small>
              {one.computed === null && !onChange
                ? t('round.hidden')
                : t('answer.computed', { value: formatNumber(one.computed ?? 0) })}{' '}
              {rows && (one.computed ?? 0) > 0 && (
                <a href={rows} className={parts.target}>
                  {t('answer.rows')}
                </a>
              )}
            </small>
          )}
        </div>
        {onChange ? (
          <TextInput
            id={`answer-${one.code}`}
            aria-label={names[one.code]}
            inputMode="numeric"
            autoComplete="off"
            value={value === null ? '' : formatNumber(value)}
            error={marked?.has(one.code) && !differs ? t('answer.empty') : undefined}
            onChange={(event) => {
              const digits = event.currentTarget.value.replace(/\D/g, '').slice(0, 15)
              onChange(one.code, { ...said, reported: digits === '' ? null : Number(digits) })
            }}
          />
        ) : (
          <strong>{one.value === null ? '–' : formatNumber(one.value)}</strong>
        )}
        {differs &&
          (onChange ? (
            <TextInput
              className={classes.why}
              label={t('answer.why', { value: formatNumber(one.computed ?? 0) })}
              maxLength={500}
              value={said.why}
              error={marked?.has(one.code) ? t('answer.whyMissing') : undefined}
              onChange={(event) => onChange(one.code, { ...said, why: event.currentTarget.value })}
            />
          ) : (
            <p className={`${classes.why} ${parts.quiet}`}>
              {t('answer.differs', { value: formatNumber(one.computed ?? 0), why: said.why })}
            </p>
          ))}
      </div>
    </li>
  )
}

/** For who reads it. */
function Read({ answer }: { answer: ReportAnswerRead }) {
  const { t } = useTranslation('reporting')
  const said = TEXTS.filter((name) => answer.texts[name])
  if (answer.state === 'asked') return <p className={parts.quiet}>{t('answer.notBegun')}</p>
  return (
    <>
      {said.length > 0 && (
        <Card component="section" className={parts.card} aria-labelledby="words">
          <h2 id="words">{t('answer.words')}</h2>
          {said.map((name) => (
            <section key={name} aria-label={t(`text.${name}`)}>
              <h3>{t(`text.${name}`)}</h3>
              <p className={classes.words}>{answer.texts[name]}</p>
            </section>
          ))}
        </Card>
      )}
      <Card component="section" className={parts.card} aria-labelledby="figures">
        <h2 id="figures">{t('answer.figures')}</h2>
        <Checks answer={answer} broken={answer.broken} />
        <Figures answer={answer} values={valuesOf(answer).figures} />
      </Card>
    </>
  )
}

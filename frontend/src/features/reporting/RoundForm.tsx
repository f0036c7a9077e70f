import { Button, Card, MultiSelect, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { listPlans } from '@/client'
import { unwrap } from '@/lib/api'
import { today } from '@/lib/format'
import { textAt } from '@/lib/texts'
import { addDays } from '@/lib/when'
import { DateField } from '@/ui/DateField'
import { DraftForm } from '@/ui/DraftForm'
import parts from '@/ui/parts.module.css'
import { type FormProps, useRecordForm } from '@/ui/use-record-form'
import classes from './Reports.module.css'
import { refusalsOfRound } from './record'
import { halfBefore, type RoundValues } from './round-values'
import { KINDS, UNIT_KINDS } from './words'

type Props = Pick<FormProps<RoundValues>, 'draft' | 'error' | 'busy' | 'save' | 'onSave'>

/** What is asked, of whom, until when. */
export function RoundForm({ draft, error, busy, save, onSave }: Props) {
  const { t } = useTranslation(['reporting', 'common'])
  const form = useRecordForm({
    values: draft,
    error,
    refusals: refusalsOfRound,
    checks: ({ kind, title, plan_id, from_on, to_on, due_on, due_hour, unit_kinds, questions }) => [
      ['title', title.trim().length < 3, t('round.titleMissing')],
      ['plan_id', kind === 'action_month' && !plan_id, t('round.planMissing')],
      ['from_on', !from_on, t('round.dayMissing')],
      ['to_on', !to_on || (from_on !== null && to_on < from_on), t('round.toWrong')],
      ['due_on', !due_on, t('round.dayMissing')],
      ['due_hour', !/^(|([01]\d|2[0-3]):[0-5]\d)$/.test(due_hour), t('round.hourWrong')],
      ['unit_kinds', unit_kinds.length === 0, t('round.unitsMissing')],
      [
        'questions',
        kind === 'quick' && questions.some(({ text }) => text.trim() === ''),
        t('round.textMissing'),
      ],
    ],
    onSave,
  })
  const { values } = form
  const plans = useQuery({
    queryKey: ['plans', 'for-reports'],
    queryFn: ({ signal }) => listPlans({ signal }).then(unwrap),
    enabled: values.kind === 'action_month',
  })
  const issued = (plans.data?.items ?? []).filter(({ state }) => state !== 'draft')
  const choose = (kind: RoundValues['kind']) => {
    if (kind === 'half_year')
      form.patch({ kind, ...halfBefore(today()), unit_kinds: ['school', 'health_station'] })
    else form.patch({ kind, unit_kinds: kind === 'quick' ? ['khu_pho'] : [...UNIT_KINDS] })
  }
  return (
    <DraftForm form={form} busy={busy} save={save}>
      <SegmentedControl
        fullWidth
        aria-label={t('round.kind')}
        className={classes.kinds}
        data={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={values.kind}
        onChange={(kind) => choose(kind as RoundValues['kind'])}
      />
      <p className={parts.quiet}>{t(`kindHelp.${values.kind}`)}</p>
      <TextInput {...form.field('title')} label={t('round.title')} maxLength={300} autoComplete="off" />
      {values.kind === 'action_month' && (
        <Select
          {...form.field('plan_id')}
          label={t('round.plan')}
          data={issued.map(({ id, title, year }) => ({ value: id, label: `${title} (${year})` }))}
          onChange={(plan_id) => {
            const plan = issued.find(({ id }) => id === plan_id)
            form.patch({
              plan_id,
              ...(plan?.starts_on && plan.ends_on ? { from_on: plan.starts_on, to_on: plan.ends_on } : {}),
              ...(plan?.unit_report_before && plan.unit_report_before > today()
                ? { due_on: addDays(plan.unit_report_before, -1) }
                : {}),
            })
          }}
        />
      )}
      <div className={classes.pair}>
        <DateField {...form.field('from_on')} label={t('round.from')} clearable={false} />
        <DateField {...form.field('to_on')} label={t('round.to')} clearable={false} />
      </div>
      <div className={classes.pair}>
        <DateField {...form.field('due_on')} label={t('round.lastDay')} clearable={false} />
        <TextInput
          {...form.field('due_hour')}
          label={t('round.hour')}
          description={t('round.hourHelp')}
          placeholder="16:30"
          maxLength={5}
          autoComplete="off"
        />
      </div>
      <MultiSelect
        {...form.field('unit_kinds')}
        label={t('round.units')}
        data={UNIT_KINDS.map((value) => ({ value, label: textAt(`reporting:unitKind.${value}`) }))}
      />
      {values.kind === 'quick' && <Asked form={form} />}
      <Textarea {...form.field('note')} label={t('round.note')} autosize minRows={2} maxLength={2000} />
    </DraftForm>
  )
}

type FormOf = ReturnType<typeof useRecordForm<RoundValues>>

/** The figures of a quick round, and how they must agree. */
function Asked({ form }: { form: FormOf }) {
  const { t } = useTranslation('reporting')
  const { questions, checks } = form.values
  const choices = questions.map(({ text }, at) => ({
    value: String(at),
    label: text.trim() || t('round.figure', { number: at + 1 }),
  }))
  const setQuestions = (next: RoundValues['questions']) => form.patch({ questions: next })
  const setChecks = (next: RoundValues['checks']) => form.patch({ checks: next })
  return (
    <>
      <Card component="section" className={parts.card} aria-labelledby="round-questions">
        <h2 id="round-questions">{t('round.questions')}</h2>
        {questions.map((one, at) => (
          <div key={at} className={classes.asked}>
            <TextInput
              className={classes.wide}
              label={t('round.figure', { number: at + 1 })}
              value={one.text}
              maxLength={300}
              autoComplete="off"
              error={at === 0 ? form.field('questions').error : undefined}
              onChange={(event) =>
                setQuestions(
                  questions.map((old, i) => (i === at ? { ...old, text: event.currentTarget.value } : old)),
                )
              }
            />
            <TextInput
              label={t('round.counted')}
              placeholder={t('round.countedHint')}
              value={one.unit}
              maxLength={30}
              autoComplete="off"
              onChange={(event) =>
                setQuestions(
                  questions.map((old, i) => (i === at ? { ...old, unit: event.currentTarget.value } : old)),
                )
              }
            />
            {questions.length > 1 && (
              <Button
                variant="subtle"
                aria-label={t('round.removeFigure', { number: at + 1 })}
                onClick={() => {
                  setChecks([])
                  setQuestions(questions.filter((_, i) => i !== at))
                }}
              >
                {t('round.remove')}
              </Button>
            )}
          </div>
        ))}
        <Button variant="default" onClick={() => setQuestions([...questions, { text: '', unit: '' }])}>
          {t('round.addFigure')}
        </Button>
      </Card>
      {questions.length > 1 && (
        <Card component="section" className={parts.card} aria-labelledby="round-checks">
          <h2 id="round-checks">{t('round.checks')}</h2>
          <p className={parts.quiet}>{t('round.checksHelp')}</p>
          {checks.map((one, at) => (
            <div key={at} className={classes.asked}>
              <Select
                className={classes.wide}
                aria-label={t('round.left', { number: at + 1 })}
                data={choices}
                value={one.left || null}
                onChange={(left) =>
                  setChecks(checks.map((old, i) => (i === at ? { ...old, left: left ?? '' } : old)))
                }
              />
              <Select
                aria-label={t('round.compared', { number: at + 1 })}
                data={(['at_most', 'equal'] as const).map((value) => ({
                  value,
                  label: t(`compared.${value}`),
                }))}
                value={one.compared}
                allowDeselect={false}
                onChange={(compared) =>
                  setChecks(
                    checks.map((old, i) =>
                      i === at ? { ...old, compared: compared === 'equal' ? 'equal' : 'at_most' } : old,
                    ),
                  )
                }
              />
              <Select
                className={classes.wide}
                aria-label={t('round.right', { number: at + 1 })}
                data={choices}
                value={one.right || null}
                onChange={(right) =>
                  setChecks(checks.map((old, i) => (i === at ? { ...old, right: right ?? '' } : old)))
                }
              />
              <Button
                variant="subtle"
                aria-label={t('round.removeCheck', { number: at + 1 })}
                onClick={() => setChecks(checks.filter((_, i) => i !== at))}
              >
                {t('round.remove')}
              </Button>
            </div>
          ))}
          <Button
            variant="default"
            onClick={() => setChecks([...checks, { left: '', compared: 'at_most', right: '' }])}
          >
            {t('round.addCheck')}
          </Button>
        </Card>
      )}
    </>
  )
}

import { Button, Checkbox, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { PlanService, Rated, RiskLevel } from '@/client'
import { formatMoney } from '@/lib/format'
import { textAt } from '@/lib/texts'
import { Chip } from '@/ui/Chip'
import { DateField } from '@/ui/DateField'
import { NumberField } from '@/ui/NumberField'
import parts from '@/ui/parts.module.css'
import type { Fields } from './fields'
import classes from './Incidents.module.css'
import { MomentField } from './MomentField'
import { type AnyForm, NEW_SERVICE, PAPER_FORMS, type PaperField } from './paper-forms'
import { HARMING, LEVELS, PROTECTING } from './words'

type Props = { form: AnyForm; fields: Fields; proposed: RiskLevel | null }

/** The fields of a paper, made of the description of its form. */
export function PaperFields({ form, fields, proposed }: Props) {
  return PAPER_FORMS[form.kind].map((field) => (
    <One key={field.name} field={field} form={form} fields={fields} proposed={proposed} />
  ))
}

function One({ field, form, fields, proposed }: Props & { field: PaperField }) {
  const { t } = useTranslation('incidents')
  const { name, owed } = field
  const asked = textAt(`incidents:field.${name}`)
  const label = owed ? t('form.owed', { label: asked }) : asked
  const help = textAt(`incidents:fieldHelp.${name}`, '') || undefined
  const values = form as Record<string, unknown>
  switch (field.as) {
    case 'words':
      return (
        <Textarea
          {...fields.text(name)}
          label={label}
          description={help}
          autosize
          minRows={2}
          maxLength={8000}
        />
      )
    case 'line':
      return (
        <TextInput
          {...fields.text(name)}
          label={label}
          description={help}
          maxLength={300}
          autoComplete="off"
        />
      )
    case 'day':
      return <DateField {...fields.maybe(name)} label={label} description={help} />
    case 'moment':
      return <MomentField {...fields.maybe(name)} label={label} description={help} />
    case 'check':
      return <Checkbox {...fields.check(name)} label={asked} description={help} />
    case 'yesNo':
      return (
        <Choice
          legend={label}
          help={help}
          data={[
            ['true', t('yes')],
            ['false', t('no')],
          ]}
          value={values[name] == null ? '' : String(values[name])}
          onChange={(value) => fields.set(name, value === 'true')}
        />
      )
    case 'choice':
      return (
        <Choice
          legend={label}
          help={help}
          data={(field.choices ?? []).map((value) => [value, textAt(`incidents:choice.${name}.${value}`)])}
          value={String(values[name] ?? '')}
          onChange={(value) => fields.set(name, value)}
        />
      )
    case 'items':
      return <Levels form={form} fields={fields} proposed={proposed} />
    case 'services':
      return <Services services={(values.services ?? []) as PlanService[]} fields={fields} />
  }
}

type ChoiceProps = {
  legend: string
  help?: string
  data: (readonly [string, string])[]
  /** Empty while nothing is chosen. */
  value: string
  onChange: (value: string) => void
}

/** One of a few, all in sight. */
function Choice({ legend, help, data, value, onChange }: ChoiceProps) {
  return (
    <fieldset className={parts.group}>
      <legend>{legend}</legend>
      {help && (
        <p className={parts.quiet} style={{ marginBottom: 6 }}>
          {help}
        </p>
      )}
      <SegmentedControl
        fullWidth
        classNames={{ root: classes.choice, indicator: classes.chosen }}
        aria-label={legend}
        data={data.map(([value, label]) => ({ value, label }))}
        value={value}
        onChange={onChange}
      />
    </fieldset>
  )
}

type LevelsProps = { form: AnyForm; fields: Fields; proposed: RiskLevel | null }

/** Each item as high, medium or low; the program proposes, the officer decides. */
function Levels({ form, fields, proposed }: LevelsProps) {
  const { t } = useTranslation('incidents')
  const { items = [], decided_level = null } = form as { items?: Rated[]; decided_level?: RiskLevel | null }
  const levels = LEVELS.map((level) => [level, t(`level.${level}`)] as const)
  const rate = (item: Rated['item'], change: Partial<Rated>) => {
    const old = items.find((one) => one.item === item)
    const next = { item, level: 'medium' as RiskLevel, why: '', ...old, ...change }
    fields.set('items', old ? items.map((one) => (one === old ? next : one)) : [...items, next])
  }
  const group = (of: readonly Rated['item'][], title: string) => (
    <fieldset className={classes.box}>
      <legend>{title}</legend>
      {of.map((item) => {
        const rated = items.find((one) => one.item === item)
        return (
          <div key={item} className={classes.level}>
            <Choice
              legend={t(`item.${item}`)}
              data={levels}
              value={rated?.level ?? ''}
              onChange={(level) => rate(item, { level: level as RiskLevel })}
            />
            {rated && (
              <TextInput
                aria-label={t('level.whyOf', { item: t(`item.${item}`) })}
                placeholder={t('level.why')}
                maxLength={300}
                autoComplete="off"
                value={rated.why ?? ''}
                onChange={(event) => rate(item, { why: event.currentTarget.value })}
              />
            )}
          </div>
        )
      })}
    </fieldset>
  )
  return (
    <div className={parts.stack} id="paper-items" tabIndex={-1}>
      {group(HARMING, t('level.harming'))}
      {group(PROTECTING, t('level.protecting'))}
      <div className={classes.decided} id="paper-decided_level" tabIndex={-1}>
        <div className={classes.marks} role="status">
          <Chip tone={proposed === 'high' ? 'bad' : 'mute'} shape={proposed === 'high' ? 'triangle' : 'ring'}>
            {proposed ? t('level.proposed', { level: t(`level.${proposed}`) }) : t('level.notYet')}
          </Chip>
        </div>
        <Choice
          legend={t('level.officer')}
          help={t('level.officerHelp')}
          data={levels}
          value={decided_level ?? ''}
          onChange={(level) => fields.set('decided_level', level)}
        />
      </div>
    </div>
  )
}

/** Services of the plan, each with who does it, from when to when, and its cost. */
function Services({ services, fields }: { services: PlanService[]; fields: Fields }) {
  const { t } = useTranslation('incidents')
  const total = services.reduce((sum, one) => sum + (one.cost ?? 0), 0)
  return (
    <div className={parts.stack} id="paper-services" tabIndex={-1}>
      {services.map((_, at) => (
        <fieldset key={at} className={classes.box}>
          <legend>{t('services.one', { number: at + 1 })}</legend>
          <TextInput
            {...fields.text(`services.${at}.service`)}
            label={t('services.service')}
            maxLength={300}
            autoComplete="off"
          />
          <TextInput
            {...fields.text(`services.${at}.body`)}
            label={t('services.body')}
            maxLength={300}
            autoComplete="off"
          />
          <div className={classes.pair}>
            <DateField {...fields.maybe(`services.${at}.starts_on`)} label={t('services.from')} />
            <DateField {...fields.maybe(`services.${at}.ends_on`)} label={t('services.to')} />
            <NumberField {...fields.number(`services.${at}.cost`)} label={t('services.cost')} />
          </div>
          {services.length > 1 && (
            <Button
              variant="subtle"
              color="gray"
              style={{ alignSelf: 'start' }}
              onClick={() =>
                fields.set(
                  'services',
                  services.filter((_, other) => other !== at),
                )
              }
            >
              {t('services.remove', { number: at + 1 })}
            </Button>
          )}
        </fieldset>
      ))}
      <div className={parts.row}>
        <Button
          variant="default"
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => fields.set('services', [...services, { ...NEW_SERVICE }])}
        >
          {t('services.add')}
        </Button>
        {total > 0 && (
          <span>
            {t('services.total')} <strong className="figure">{formatMoney(total)}</strong>
          </span>
        )}
      </div>
    </div>
  )
}

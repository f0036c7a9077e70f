import { useTranslation } from 'react-i18next'
import type { CasePaper, PlanService, Rated } from '@/client'
import { formatDate, formatInstant, formatMoney } from '@/lib/format'
import { textAt } from '@/lib/texts'
import { Chip } from '@/ui/Chip'
import parts from '@/ui/parts.module.css'
import classes from './Incidents.module.css'
import { type AnyForm, PAPER_FORMS, type PaperField } from './paper-forms'

/** A paper to be read: what is filled, in the order of its form. */
export function PaperView({ paper }: { paper: Pick<CasePaper, 'form' | 'proposed_level'> }) {
  const { t } = useTranslation('incidents')
  const values = paper.form as Record<string, unknown>
  const shown = PAPER_FORMS[paper.form.kind].filter((field) => isFilled(values[field.name]))
  const ground = paper.form.skip_ground
  return (
    <dl className={parts.stack} style={{ margin: 0 }}>
      {shown.map((field) => (
        <div key={field.name}>
          <dt className={parts.quiet}>{textAt(`incidents:field.${field.name}`)}</dt>
          <dd style={{ margin: 0 }}>
            <Value field={field} value={values[field.name]} paper={paper} />
          </dd>
        </div>
      ))}
      {ground && (
        <div>
          <dt className={parts.quiet}>{t('ground.label')}</dt>
          <dd className={classes.text}>{ground}</dd>
        </div>
      )}
    </dl>
  )
}

const isFilled = (value: unknown) =>
  value === true || value === false || (Array.isArray(value) ? value.length > 0 : Boolean(value))

type ValueProps = {
  field: PaperField
  value: unknown
  paper: Pick<CasePaper, 'form' | 'proposed_level'>
}

function Value({ field, value, paper }: ValueProps) {
  const { t } = useTranslation('incidents')
  switch (field.as) {
    case 'day':
      return formatDate(String(value))
    case 'moment':
      return formatInstant(String(value))
    case 'check':
    case 'yesNo':
      return t(value ? 'yes' : 'no')
    case 'choice':
      return textAt(`incidents:choice.${field.name}.${value}`)
    case 'items':
      return <Levels items={value as Rated[]} form={paper.form} proposed={paper.proposed_level} />
    case 'services':
      return <Services services={value as PlanService[]} />
    default:
      return <p className={classes.text}>{String(value)}</p>
  }
}

type LevelsProps = { items: Rated[]; form: AnyForm; proposed: CasePaper['proposed_level'] }

function Levels({ items, form, proposed }: LevelsProps) {
  const { t } = useTranslation('incidents')
  const decided = 'decided_level' in form ? form.decided_level : null
  return (
    <ul className={`${parts.plain} ${parts.dense}`}>
      {items.map((one) => (
        <li key={one.item}>
          {t(`item.${one.item}`)}: <strong>{t(`level.${one.level}`)}</strong>
          {one.why && <span className={parts.quiet}> – {one.why}</span>}
        </li>
      ))}
      <li className={classes.marks}>
        {proposed && <Chip>{t('level.proposed', { level: t(`level.${proposed}`) })}</Chip>}
        {decided && <Chip tone="brand">{t('level.decided', { level: t(`level.${decided}`) })}</Chip>}
      </li>
    </ul>
  )
}

function Services({ services }: { services: PlanService[] }) {
  const { t } = useTranslation('incidents')
  const total = services.reduce((sum, one) => sum + (one.cost ?? 0), 0)
  return (
    <ol className={parts.stack} style={{ margin: 0, paddingLeft: 20 }}>
      {services.map((one, at) => (
        <li key={at}>
          <strong style={{ overflowWrap: 'anywhere' }}>{one.service || '…'}</strong>
          <span className={parts.quiet} style={{ display: 'block' }}>
            {[
              one.body,
              one.starts_on && one.ends_on && `${formatDate(one.starts_on)} – ${formatDate(one.ends_on)}`,
              one.cost ? formatMoney(one.cost) : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
      {total > 0 && (
        <li style={{ listStyle: 'none' }}>
          {t('services.total')} <strong className="figure">{formatMoney(total)}</strong>
        </li>
      )}
    </ol>
  )
}

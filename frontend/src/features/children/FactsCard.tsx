import { Card } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ChildRead } from '@/client'
import { type Fact, Facts } from '@/ui/Facts'
import parts from '@/ui/parts.module.css'
import classes from './Children.module.css'
import { useChildWords } from './use-child-words'
import { keptFrom } from './words'

/** What is written of a child; what the reader's role doesn't open is named in one line. */
export function FactsCard({ child }: { child: ChildRead }) {
  const { t } = useTranslation('children')
  const words = useChildWords()
  const kept = keptFrom(child.reads)
  const facts: Fact[] = [
    [t('form.birth'), words.birth(child.birth)],
    [t('form.sex'), child.sex && t(`sex.${child.sex}`)],
    [t('form.number'), child.personal_number && <span className="figure">{child.personal_number}</span>],
    [t('form.unit'), child.unit_name],
    [t('form.address'), child.address],
    [t('fact.school'), child.school_name],
    [t('form.class'), child.class_name],
    [t('form.wishes'), child.wishes],
    [t('form.talents'), child.talents],
  ]
  return (
    <Card className={parts.card}>
      {child.number_warnings.length > 0 && (
        <p className={parts.hint}>
          {t('warning.lead', { what: child.number_warnings.map((one) => t(`warning.${one}`)).join(', ') })}
        </p>
      )}
      <Facts facts={facts} className={classes.facts} />
      {child.guardians && <Guardians guardians={child.guardians} />}
      {child.note && (
        <div>
          <div className={parts.quiet}>{t('form.note')}</div>
          <p className={classes.words}>{child.note}</p>
        </div>
      )}
      {kept.length > 0 && (
        <p className={parts.quiet}>{t('kept', { parts: kept.map((one) => t(`part.${one}`)).join(', ') })}</p>
      )}
    </Card>
  )
}

function Guardians({ guardians }: { guardians: NonNullable<ChildRead['guardians']> }) {
  const { t } = useTranslation('children')
  if (guardians.length === 0) return null
  return (
    <div>
      <h2 className={classes.small}>{t('guardian.title')}</h2>
      <ul className={`${parts.plain} ${parts.dense}`}>
        {guardians.map((one, at) => (
          <li key={at} className={parts.row}>
            <span className={classes.grow}>
              {one.full_name}
              <span className={classes.below}>
                {[t(`relation.${one.relation}`), one.may_receive && t('guardian.receives')]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            {one.phone && (
              <a href={`tel:${one.phone}`} className={`figure ${parts.target}`}>
                {one.phone}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

import { useTranslation } from 'react-i18next'
import type { CaseRead } from '@/client'
import { formatDate } from '@/lib/format'
import { textAt } from '@/lib/texts'
import { Chip } from '@/ui/Chip'
import { Facts } from '@/ui/Facts'
import { LinkButton } from '@/ui/LinkButton'
import parts from '@/ui/parts.module.css'
import { Fold } from './Fold'
import classes from './Incidents.module.css'

/** Who the child is, who cares for it, and the circumstances that only the case may know. */
export function ChildCard({ one }: { one: CaseRead }) {
  const { t } = useTranslation('incidents')
  const { child } = one
  return (
    <Fold title={t('case.child')}>
      <Facts
        facts={[
          [t('child.address'), child.address],
          [t('child.whereNow'), child.where_now],
          [t('child.school'), child.school],
          [t('accept.event_ward'), one.event_ward_name || one.event_ward],
          [t('accept.residence_ward'), one.residence_ward_name || one.residence_ward],
        ]}
      />
      {child.summary && <p className={classes.text}>{child.summary}</p>}
      {(child.carers ?? []).length > 0 && (
        <ul className={parts.plain}>
          {(child.carers ?? []).map((carer, at) => (
            <li key={at} className={classes.marks}>
              <span>
                <strong>{carer.name || t('child.unnamed')}</strong>
                {[carer.relation, carer.phone]
                  .filter(Boolean)
                  .map((text) => ` · ${text}`)
                  .join('')}
              </span>
              {carer.is_suspect && (
                <Chip tone="warm" shape="diamond">
                  {t('carers.suspect')}
                </Chip>
              )}
            </li>
          ))}
        </ul>
      )}
      {(child.groups ?? []).length > 0 && (
        <ul className={parts.plain}>
          {(child.groups ?? []).map((fact, at) => (
            <li key={at}>
              <strong>{t(`group.${fact.group}`)}</strong>
              {fact.sub_group && `: ${textAt(`incidents:subGroup.${fact.sub_group}`)}`}
              <span className={parts.quiet} style={{ display: 'block' }}>
                {[
                  t('groups.since', { day: formatDate(fact.from_on) }),
                  fact.to_on && t('groups.until', { day: formatDate(fact.to_on) }),
                  fact.conclusion,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      <div className={`${classes.ways} no-print`}>
        {one.allowed_actions.includes('edit') && (
          <LinkButton variant="default" to="/incidents/cases/$caseId/edit" params={{ caseId: one.id }}>
            {t('case.edit')}
          </LinkButton>
        )}
        {one.child_id && (
          <LinkButton variant="subtle" to="/children/$childId" params={{ childId: one.child_id }}>
            {t('register.open')}
          </LinkButton>
        )}
      </div>
    </Fold>
  )
}

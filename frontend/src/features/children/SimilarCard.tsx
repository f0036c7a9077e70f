import { Button, Card } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SimilarChild } from '@/client'
import { LinkButton } from '@/ui/LinkButton'
import parts from '@/ui/parts.module.css'
import { StateChip } from '@/ui/StateChip'
import classes from './Children.module.css'
import { useChildWords } from './use-child-words'

type Props = {
  found: SimilarChild[]
  /** Says that it is somebody else. */
  onDifferent?: (child_id: string) => void
}

/** "Có phải trẻ này không?": children alike, why, and two ways on. */
export function SimilarCard({ found, onDifferent }: Props) {
  const { t } = useTranslation('children')
  const words = useChildWords()
  if (found.length === 0) return null
  return (
    <Card component="section" aria-labelledby="similar" className={`${parts.card} ${classes.similar}`}>
      <div role="status">
        <h2 id="similar">{t('similar.title', { count: found.length })}</h2>
        <p className={parts.quiet}>{t(onDifferent ? 'similar.lead' : 'similar.leadEdit')}</p>
      </div>
      <ul className={parts.plain}>
        {found.map((one) => (
          <li key={one.id} className={classes.alike}>
            <div>
              <strong className={classes.name}>{one.full_name}</strong>
              <p className={classes.line}>
                {[words.birth(one.birth), one.unit_name].join(' · ')}
                {one.presence !== 'here' && <StateChip state={one.presence} />}
              </p>
              {one.guardian_names.length > 0 && (
                <p className={parts.quiet}>
                  {t('similar.guardians', { names: one.guardian_names.join(', ') })}
                </p>
              )}
              <p className={classes.reasons}>{words.reasons(one.reasons)}</p>
            </div>
            <div className={classes.ways}>
              <LinkButton variant="default" to="/children/$childId" params={{ childId: one.id }}>
                {t('similar.open')}
              </LinkButton>
              {onDifferent && (
                <Button variant="default" onClick={() => onDifferent(one.id)}>
                  {t('similar.different')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}

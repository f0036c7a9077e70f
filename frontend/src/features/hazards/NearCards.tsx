import { Card } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { HazardNear } from '@/client'
import { formatDate } from '@/lib/format'
import { Facts } from '@/ui/Facts'
import { LinkButton } from '@/ui/LinkButton'
import parts from '@/ui/parts.module.css'
import { RecordFiles } from '@/ui/RecordFiles'
import { StateChip } from '@/ui/StateChip'
import { RiskChip } from './RiskChip'
import { hazards } from './record'

export const NEAR_ID = 'hazard-near'

/** Places that may be this one, in full: what tells whether they are is seen before anything is saved. */
export function NearCards({ near }: { near: HazardNear[] }) {
  const { t } = useTranslation(['hazards', 'common'])
  if (near.length === 0) return null
  return (
    <section id={NEAR_ID} aria-labelledby="near-title" tabIndex={-1} className={parts.column}>
      <div className={parts.hint} role="status">
        <strong id="near-title">{t('near.title', { count: near.length })}</strong>
        <br />
        {t('near.help')}
      </div>
      {near.map((site) => (
        <Card key={site.id} className={parts.card}>
          <div className={parts.row}>
            <strong style={{ overflowWrap: 'anywhere' }}>{site.title}</strong>
            <StateChip state={site.state} />
          </div>
          <Facts
            facts={[
              [t('column.kind'), t(`kind.${site.kind}`)],
              [t('column.risk'), <RiskChip key="risk" risk={site.risk} />],
              [t('near.away'), site.metres !== null && t('near.metres', { count: site.metres })],
              [t('column.place'), site.place_unit_name],
              [t('column.found_on'), `${formatDate(site.found_on)}, ${site.found_by || site.unit_name}`],
              [t('form.description'), site.description],
            ]}
          />
          <RecordFiles files={site.files} address={`${hazards.address}/${site.id}/files`} />
          <LinkButton variant="default" to="/hazards/$hazardId" params={{ hazardId: site.id }}>
            {t('near.same')}
          </LinkButton>
        </Card>
      ))}
    </section>
  )
}

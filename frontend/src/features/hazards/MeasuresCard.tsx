import { Button, Card } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type HazardRead, type MeasureRead, removeHazardMeasure } from '@/client'
import { ifMatch } from '@/lib/api'
import { formatDate, formatMoney } from '@/lib/format'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import parts from '@/ui/parts.module.css'
import classes from './Hazards.module.css'
import { hazards } from './record'

/** What was done, the latest first, with the photos of before and after beside each other. */
export function MeasuresCard({ site }: { site: HazardRead }) {
  const { t } = useTranslation('hazards')
  if (site.measures.length === 0) return null
  return (
    <Card component="section" aria-labelledby="measures" className={parts.card}>
      <h2 id="measures">{t('measure.title')}</h2>
      <ul className={`${parts.plain} ${parts.dense}`}>
        {[...site.measures].reverse().map((one) => (
          <li key={one.id} className={parts.row}>
            <span style={{ flex: '1 1 240px' }}>
              <strong>{t(`measure.of.${one.kind}`)}</strong>
              <p className={parts.quiet}>
                {[formatDate(one.done_on), one.unit_name, one.cost > 0 && formatMoney(one.cost)]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              {one.note && <p>{one.note}</p>}
            </span>
            <Photos site={site} measure={one} />
            {site.allowed_actions.includes('remove_measure') && <RemoveButton site={site} measure={one} />}
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** For a measure that was recorded by mistake: the history goes on telling of it. */
function RemoveButton({ site, measure }: { site: HazardRead; measure: MeasureRead }) {
  const { t } = useTranslation('hazards')
  const [asking, setAsking] = useState(false)
  const verb = hazards.useVerb({
    done: 'measureRemoved',
    call: () =>
      removeHazardMeasure({
        path: { hazard_id: site.id, measure_id: measure.id },
        headers: ifMatch(site),
      }),
    onDone: () => setAsking(false),
  })
  const what = t(`measure.of.${measure.kind}`)
  return (
    <>
      <Button variant="subtle" onClick={() => setAsking(true)} aria-label={t('measure.removeOne', { what })}>
        {t('measure.remove')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('measure.removeTitle', { what })}
        confirm={t('measure.remove')}
        busy={verb.isPending}
        onConfirm={() => verb.mutate()}
        onClose={() => setAsking(false)}
      >
        {t('measure.removeHelp')}
      </ConfirmDialog>
    </>
  )
}

function Photos({ site, measure }: { site: HazardRead; measure: MeasureRead }) {
  const { t } = useTranslation('hazards')
  const shown = (['before_file_id', 'after_file_id'] as const).flatMap((name) => {
    const file = site.files.find(({ id }) => id === measure[name])
    return file ? [{ name, file }] : []
  })
  if (shown.length === 0) return null
  return (
    <div className={classes.photos}>
      {shown.map(({ name, file }) => {
        const href = `${hazards.address}/${site.id}/files/${file.id}`
        return (
          <figure key={name}>
            <a href={href} target="_blank" rel="noreferrer">
              <img src={`${href}?thumbnail=true`} alt={file.alternative_text} loading="lazy" />
            </a>
            <figcaption>{t(`measure.${name}`)}</figcaption>
          </figure>
        )
      })}
    </div>
  )
}

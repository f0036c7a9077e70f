import { Button, Card } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseFigures, CaseStatistics } from '@/client'
import { formatNumber, today } from '@/lib/format'
import { textAt } from '@/lib/texts'
import { DateField } from '@/ui/DateField'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { useMadeFile } from '@/ui/use-made-file'
import { statisticsQuery } from './api'
import { ofTeam } from './Door'
import classes from './Incidents.module.css'
import { Opened } from './Opened'

const EXPORT = '/api/v1/incident-export'

/** Anonymous figures of a period; small ones are hidden. */
function StatisticsPage() {
  const { t } = useTranslation('incidents')
  const [from, setFrom] = useState(`${today().slice(0, 4)}-01-01`)
  const [to, setTo] = useState(today())
  const file = useMadeFile()
  return (
    <div className={parts.column}>
      <PageHeader
        title={t('statistics.title')}
        secondary={
          <Button variant="default" loading={file.isPending} onClick={() => file.mutate(EXPORT)}>
            {t('statistics.export')}
          </Button>
        }
      />
      <div className={`${classes.pair} no-print`} style={{ maxWidth: 420 }}>
        <DateField
          label={t('groups.from')}
          value={from}
          clearable={false}
          onChange={(day) => day && setFrom(day)}
        />
        <DateField
          label={t('groups.to')}
          value={to}
          clearable={false}
          onChange={(day) => day && setTo(day)}
        />
      </div>
      <p className={parts.quiet}>{t('statistics.hidden')}</p>
      <Opened query={statisticsQuery(from, to)}>{(figures) => <Figures figures={figures} />}</Opened>
    </div>
  )
}

function Figures({ figures }: { figures: CaseStatistics }) {
  const { t } = useTranslation('incidents')
  return (
    <>
      <Card>
        <dl className={parts.facts}>
          {(['received', 'in_time', 'open'] as const).map((name) => (
            <div key={name}>
              <dt>{t(`statistics.${name === 'open' ? 'still' : name}`)}</dt>
              <dd className="figure" style={{ fontSize: 22 }}>
                <Count value={figures[name]} />
              </dd>
            </div>
          ))}
        </dl>
      </Card>
      <div className={classes.cards} style={{ alignItems: 'start' }}>
        {figures.groups
          .filter((group) => Object.keys(group.cells).length > 0)
          .map((group) => (
            <Group key={group.title} group={group} />
          ))}
      </div>
      <p className={parts.quiet}>{t('statistics.exportHelp')}</p>
    </>
  )
}

function Group({ group }: { group: CaseFigures }) {
  const { t } = useTranslation('incidents')
  const title = textAt(`incidents:statistics.by.${group.title}`, group.title)
  return (
    <Card>
      <table className={classes.table}>
        <caption style={{ captionSide: 'top', textAlign: 'left', color: 'var(--ink)', fontWeight: 600 }}>
          {title}
        </caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{title}</th>
            <th scope="col">{t('statistics.count')}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(group.cells).map(([key, value]) => (
            <tr key={key}>
              <th scope="row">{nameOf(group.title, key)}</th>
              <td className="figure">
                <Count value={value} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}

/** Where each group's codes have their words. */
const WORDS: Record<string, string> = { harm: 'harms', sex: 'sex', age: 'ageBand', outcome: 'outcome' }

function nameOf(group: string, key: string): string {
  if (group === 'month') return key.split('-').reverse().join('/')
  return textAt(`incidents:${WORDS[group] ?? group}.${key || 'unknown'}`, key)
}

/** A hidden figure says so. */
function Count({ value }: { value: number | null }) {
  const { t } = useTranslation('incidents')
  return value === null ? <span className={parts.quiet}>{t('statistics.few')}</span> : formatNumber(value)
}

export default ofTeam(StatisticsPage)

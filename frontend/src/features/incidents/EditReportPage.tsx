import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ReportRead, readIncidentReport, updateIncidentReport } from '@/client'
import { ifMatch, unwrap } from '@/lib/api'
import { useParam } from '@/lib/use-param'
import { FormErrors } from '@/ui/FormErrors'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { SaveState } from '@/ui/SaveState'
import { useFaults } from '@/ui/use-faults'
import { ofReport, reportQuery } from './api'
import { behindDoor } from './Door'
import classes from './Incidents.module.css'
import { Opened } from './Opened'
import { ReportForm } from './ReportForm'
import { bodyOf, isEnough, valuesOf } from './report-values'
import { SecretMark } from './SecretMark'
import { useSaved } from './use-saved'

/** More is known by now: it is saved by itself. */
function EditReportPage() {
  const reportId = useParam('reportId')
  const [round, setRound] = useState(0)
  const queryClient = useQueryClient()
  const theirs = async () => {
    await queryClient.refetchQueries(reportQuery(reportId))
    setRound(round + 1)
  }
  return (
    <Opened query={reportQuery(reportId)}>
      {(report) => <Form key={round} report={report} onTheirs={theirs} />}
    </Opened>
  )
}

function Form({ report, onTheirs }: { report: ReportRead; onTheirs: () => void }) {
  const { t } = useTranslation(['incidents', 'common'])
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const path = { report_id: report.id }
  const saved = useSaved({
    name: `report:${report.id}`,
    start: valuesOf(report),
    version: report.version,
    ready: isEnough,
    latest: () =>
      readIncidentReport({ path })
        .then(unwrap)
        .then(({ version }) => version),
    save: async (values, version) => {
      const reply = await updateIncidentReport({
        path,
        body: bodyOf(values),
        headers: ifMatch({ version }),
      }).then(unwrap)
      queryClient.setQueryData(reportQuery(report.id).queryKey, reply)
      return reply
    },
  })
  const faults = useFaults(saved.state === 'failed' ? saved.error : null, ofReport)
  return (
    <div className={parts.column}>
      <PageHeader title={t('report.edit')} documentTitle={t('report.one')} meta={report.reference} />
      <SecretMark />
      <div className={classes.form}>
        <FormErrors faults={faults} />
        <ReportForm
          values={saved.values}
          onChange={saved.change}
          faults={faults}
          hasInformant={report.has_informant}
        />
        <div className={classes.save}>
          <Button
            size="md"
            loading={saved.state === 'saving'}
            disabled={!isEnough(saved.values)}
            onClick={async () => {
              if (await saved.flush())
                void navigate({ to: '/incidents/reports/$reportId', params: { reportId: report.id } })
            }}
          >
            {t('save.done')}
          </Button>
          {isEnough(saved.values) ? (
            <SaveState saved={saved} onTheirs={onTheirs} />
          ) : (
            <p className={parts.quiet}>{t('report.notEnough')}</p>
          )}
        </div>
      </div>
    </div>
  )
}

export default behindDoor(EditReportPage)

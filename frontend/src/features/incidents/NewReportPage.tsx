import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createIncidentReport, type ReportUpdate } from '@/client'
import { FormErrors } from '@/ui/FormErrors'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { useFaults } from '@/ui/use-faults'
import { ofReport, useReportVerb } from './api'
import { ofTeam } from './Door'
import classes from './Incidents.module.css'
import { forget, keep, kept } from './memory'
import { ReportForm } from './ReportForm'
import { bodyOf, isEnough, newReport, type ReportValues } from './report-values'
import { SecretMark } from './SecretMark'

const NAME = 'report:new'

/** What was told: kept on the server from the first press on. */
function NewReportPage() {
  const { t } = useTranslation('incidents')
  const navigate = useNavigate()
  const [values, setValues] = useState(() => kept<ReportValues>(NAME) ?? newReport(new Date()))
  const create = useReportVerb<ReportUpdate>({
    done: 'recorded',
    quiet: true,
    call: (body, headers) => createIncidentReport({ body, headers }),
    onDone: (report) => {
      forget(NAME)
      void navigate({ to: '/incidents/reports/$reportId', params: { reportId: report.id }, replace: true })
    },
  })
  const faults = useFaults(create.error, ofReport)
  const enough = isEnough(values)
  return (
    <div className={parts.column}>
      <PageHeader title={t('report.new')} />
      <SecretMark />
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (enough) create.mutate(bodyOf(values))
        }}
      >
        <FormErrors faults={faults} />
        <ReportForm
          values={values}
          faults={faults}
          onChange={(next) => {
            setValues(next)
            keep(NAME, next)
          }}
        />
        <div className={classes.save}>
          <Button type="submit" size="md" loading={create.isPending} disabled={!enough}>
            {t('report.record')}
          </Button>
          <p className={parts.quiet}>{t(enough ? 'report.recordHelp' : 'report.notEnough')}</p>
        </div>
      </form>
    </div>
  )
}

export default ofTeam(NewReportPage)

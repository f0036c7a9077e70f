import { Button, Card, Checkbox, Radio, Select, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type AcceptCreate, acceptIncidentReport, type ChildMatch, type ReportRead } from '@/client'
import { ifMatch } from '@/lib/api'
import { useSession } from '@/lib/session'
import { useParam } from '@/lib/use-param'
import { FormErrors } from '@/ui/FormErrors'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { useFaults } from '@/ui/use-faults'
import { type Accepted, acceptedOf, childBody } from './accept-values'
import { ofDialog, reportQuery, teamQuery, useReportVerb } from './api'
import { behindDoor } from './Door'
import classes from './Incidents.module.css'
import { Opened } from './Opened'
import { RegisterField } from './RegisterField'
import { SecretMark } from './SecretMark'
import { useBirthText } from './use-birth-text'
import { useKeptState } from './use-kept'
import { WardField } from './WardField'
import { SEXES, sexKey } from './words'

/** A case for each child of the report, or the one that is open already. */
function AcceptPage() {
  const reportId = useParam('reportId')
  return <Opened query={reportQuery(reportId)}>{(report) => <Form report={report} />}</Opened>
}

function Form({ report }: { report: ReportRead }) {
  const { t } = useTranslation('incidents')
  const session = useSession()
  const navigate = useNavigate()
  const team = useQuery(teamQuery)
  const [children, setChildren] = useKeptState(`accept:${report.id}`, () => acceptedOf(report))
  const [more, setMore] = useKeptState(`accept-more:${report.id}`, {
    owner_id: session.person_id as string | null,
    event_ward: session.ward?.code ?? '',
    residence_ward: session.ward?.code ?? '',
  })
  const accept = useReportVerb<AcceptCreate>({
    done: 'accepted',
    quiet: true,
    call: (body) => acceptIncidentReport({ path: { report_id: report.id }, headers: ifMatch(report), body }),
    onDone: (reply) => {
      const [only, ...others] = reply.cases
      if (only && others.length === 0)
        void navigate({ to: '/incidents/cases/$caseId', params: { caseId: only.id }, replace: true })
      else
        void navigate({ to: '/incidents/reports/$reportId', params: { reportId: report.id }, replace: true })
    },
  })
  const faults = useFaults(accept.error, ofDialog)
  const taken = children.filter((one) => one.taken)
  const patch = (at: number, change: Partial<Accepted>) =>
    setChildren(children.map((one, other) => (other === at ? { ...one, ...change } : one)))
  return (
    <div className={parts.column}>
      <PageHeader title={t('accept.title')} meta={report.reference} />
      <SecretMark />
      <p className={parts.quiet}>{t('accept.lead')}</p>
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          accept.mutate({ children: taken.map((one) => childBody(one, more)) })
        }}
      >
        <FormErrors faults={faults} />
        {children.map((one, at) => (
          <Child
            key={at}
            one={one}
            number={at + 1}
            alone={children.length === 1}
            matches={report.matches.filter((match) => match.child === at)}
            onChange={(change) => patch(at, change)}
          />
        ))}
        {taken.some((one) => !one.case_id) && (
          <Card className={parts.card}>
            <h2>{t('accept.more')}</h2>
            <Select
              label={t('accept.owner')}
              description={t('accept.ownerHelp')}
              data={(team.data?.workers ?? []).map((one) => ({ value: one.id, label: one.full_name }))}
              value={more.owner_id}
              onChange={(owner_id) => setMore({ ...more, owner_id })}
              allowDeselect={false}
            />
            <div className={classes.pair}>
              {(['event_ward', 'residence_ward'] as const).map((name) => (
                <WardField
                  key={name}
                  label={t(`accept.${name}`)}
                  description={t('accept.wardHelp')}
                  any
                  value={more[name] || null}
                  onChange={(code) => setMore({ ...more, [name]: code ?? '' })}
                />
              ))}
            </div>
            <p className={parts.quiet}>{t('accept.otherWard')}</p>
          </Card>
        )}
        <div className={classes.save}>
          <Button type="submit" size="md" loading={accept.isPending} disabled={taken.length === 0}>
            {t('accept.send')}
          </Button>
          {taken.length === 0 && <p className={parts.quiet}>{t('accept.nobody')}</p>}
        </div>
      </form>
    </div>
  )
}

type ChildProps = {
  one: Accepted
  number: number
  alone: boolean
  matches: ChildMatch[]
  onChange: (change: Partial<Accepted>) => void
}

function Child({ one, number, alone, matches, onChange }: ChildProps) {
  const { t } = useTranslation('incidents')
  const birthText = useBirthText()
  const known = [birthText(one.told.birth), one.told.where_now].filter(Boolean).join(' · ')
  return (
    <fieldset className={classes.box}>
      <legend>{t('report.child', { number })}</legend>
      {!alone && (
        <Checkbox
          label={t('accept.take')}
          checked={one.taken}
          onChange={(event) => onChange({ taken: event.currentTarget.checked })}
        />
      )}
      {one.taken && (
        <>
          {known && <p className={parts.quiet}>{known}</p>}
          {matches.length > 0 && (
            <Radio.Group
              label={t('accept.alike')}
              value={one.case_id}
              onChange={(case_id) => onChange({ case_id })}
            >
              <Stack gap="xs" mt={6}>
                {matches.map((match) => (
                  <Radio
                    key={match.case_id}
                    value={match.case_id}
                    label={t('accept.same', { name: match.child_name, reference: match.reference })}
                  />
                ))}
                <Radio value="" label={t('accept.different')} />
              </Stack>
            </Radio.Group>
          )}
          {!one.case_id && (
            <>
              <div className={classes.pair}>
                <TextInput
                  label={t('child.name')}
                  description={t('child.nameHelp')}
                  maxLength={200}
                  autoComplete="off"
                  value={one.name}
                  onChange={(event) => onChange({ name: event.currentTarget.value })}
                />
                <Select
                  label={t('child.sex')}
                  description={' '}
                  data={SEXES.map((value) => ({ value, label: t(`sex.${sexKey(value)}`) }))}
                  value={one.sex}
                  onChange={(sex) => onChange({ sex: (sex ?? '') as Accepted['sex'] })}
                  allowDeselect={false}
                />
              </div>
              <RegisterField
                name={one.name}
                value={one.child_id}
                onChange={(child_id) => onChange({ child_id })}
              />
            </>
          )}
        </>
      )}
    </fieldset>
  )
}

export default behindDoor(AcceptPage)

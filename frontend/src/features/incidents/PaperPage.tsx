import { Button, Card, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type CasePaper,
  type CaseRead,
  completeIncidentPaper,
  discardIncidentPaper,
  readIncidentCase,
  saveIncidentPaper,
  submitIncidentPaper,
} from '@/client'
import { ifMatch, isProblem, unwrap } from '@/lib/api'
import { textAt } from '@/lib/texts'
import { useParam } from '@/lib/use-param'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { FormErrors } from '@/ui/FormErrors'
import { LinkButton } from '@/ui/LinkButton'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { SaveState } from '@/ui/SaveState'
import { StateChip } from '@/ui/StateChip'
import { type Refusals, useFaults } from '@/ui/use-faults'
import { caseQuery, useCaseVerb } from './api'
import { behindDoor } from './Door'
import { fieldsOf } from './fields'
import classes from './Incidents.module.css'
import { noSuchPage } from './no-such-page'
import { Opened } from './Opened'
import { PaperButtons } from './PaperButtons'
import { PaperFields } from './PaperFields'
import { PaperView } from './PaperView'
import { isDecided, missingOf } from './paper-forms'
import { SecretMark } from './SecretMark'
import { useSaved } from './use-saved'

/** One paper of a case: written and kept on the server, or read. */
function PaperPage() {
  const caseId = useParam('caseId')
  const paperId = useParam('paperId')
  const queryClient = useQueryClient()
  const [round, setRound] = useState(0)
  const theirs = async () => {
    await queryClient.refetchQueries(caseQuery(caseId))
    setRound(round + 1)
  }
  return (
    <Opened query={caseQuery(caseId)}>
      {(one) => {
        const paper = one.papers.find(({ id }) => id === paperId)
        if (!paper) return noSuchPage()
        return (
          <div className={parts.column}>
            <PageHeader
              title={paperName(paper)}
              documentTitle={textAt('incidents:case.one')}
              meta={`${one.child.name || textAt('incidents:child.unnamed')} · ${one.reference}`}
              state={<StateChip state={paper.state} word={textAt(`incidents:paperState.${paper.state}`)} />}
              secondary={
                <LinkButton variant="default" to="/incidents/cases/$caseId" params={{ caseId }}>
                  {textAt('incidents:case.back')}
                </LinkButton>
              }
            />
            <SecretMark />
            {paper.allowed_actions.includes('edit') ? (
              <Form key={round} one={one} paper={paper} onTheirs={theirs} />
            ) : (
              <Read one={one} paper={paper} />
            )}
          </div>
        )
      }}
    </Opened>
  )
}

const paperName = (paper: CasePaper) => textAt(`incidents:paper.${paper.kind}`)

function Read({ one, paper }: { one: CaseRead; paper: CasePaper }) {
  const { t } = useTranslation('incidents')
  const at = `/api/v1/incident-cases/${one.id}/papers/${paper.id}`
  return (
    <Card className={parts.card}>
      <PaperView paper={paper} />
      <div className={`${classes.ways} no-print`}>
        <PaperButtons href={`${at}/document`} name={paperName(paper)} />
      </div>
      {paper.kind === 'plan' && (
        <div className={`${parts.row} no-print`}>
          <span>{t('document.decision')}</span>
          <span className={classes.ways}>
            <PaperButtons href={`${at}/decision`} name={t('document.decision')} />
          </span>
        </div>
      )}
    </Card>
  )
}

const ofPaper: Refusals = {
  form: 'paper',
  fieldOf: ({ extra }) => (typeof extra.field === 'string' ? extra.field : undefined),
  nameOf: (name) => name.replace(/^form\.(\w+_\w+\.|\w+\.)?/, ''),
  missing: {
    code: 'paper_incomplete',
    text: (name) => `incidents:field.${name.split('.')[0]}`,
    field: (name) => name.split('.')[0] ?? name,
  },
}

type FormProps = { one: CaseRead; paper: CasePaper; onTheirs: () => void }

function Form({ one, paper, onTheirs }: FormProps) {
  const { t } = useTranslation('incidents')
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [discarding, setDiscarding] = useState(false)
  const path = { case_id: one.id, paper_id: paper.id }
  const saved = useSaved({
    name: `paper:${paper.id}`,
    start: paper.form,
    version: paper.version,
    latest: () => readIncidentCase({ path }).then(unwrap).then(versionOf(paper.id)),
    save: async (form, version) => {
      const reply = await saveIncidentPaper({
        path,
        body: { form },
        headers: ifMatch({ version }),
      }).then(unwrap)
      queryClient.setQueryData(caseQuery(one.id).queryKey, reply)
      return { version: versionOf(paper.id)(reply) }
    },
  })
  const back = () => void navigate({ to: '/incidents/cases/$caseId', params: { caseId: one.id } })
  const decided = isDecided(paper.kind)
  const finish = useCaseVerb({
    done: decided ? 'submitted' : 'completed',
    quiet: true,
    call: () =>
      (decided ? submitIncidentPaper : completeIncidentPaper)({
        path,
        headers: ifMatch({ version: saved.version() }),
      }),
    onDone: back,
  })
  const discard = useCaseVerb({
    done: 'discarded',
    call: () => discardIncidentPaper({ path, headers: ifMatch({ version: saved.version() }) }),
    onDone: back,
  })
  const faults = useFaults(finish.error ?? (saved.state === 'failed' ? saved.error : null), ofPaper)
  const fields = fieldsOf('paper', saved.values, saved.change, faults)
  const missing = missingOf(saved.values)
  const asksGround = Boolean(paper.form.skip_ground) || isProblem(finish.error, 'skip_needs_ground')
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={async (event) => {
        event.preventDefault()
        if (missing.length === 0 && (await saved.flush())) finish.mutate()
      }}
    >
      {paper.reason && <p className={parts.reason}>{t('step.returned', { reason: paper.reason })}</p>}
      <FormErrors faults={faults} />
      {asksGround && (
        <Textarea
          {...fields.text('skip_ground')}
          label={t('ground.label')}
          description={t('ground.help')}
          autosize
          minRows={2}
          maxLength={300}
        />
      )}
      <PaperFields form={saved.values} fields={fields} proposed={paper.proposed_level} />
      <div className={classes.save}>
        <Button
          type="submit"
          size="md"
          loading={finish.isPending}
          disabled={missing.length > 0 || saved.state === 'stale'}
        >
          {t(decided ? 'papers.submit' : 'papers.complete')}
        </Button>
        <div className={classes.saved}>
          {missing.length > 0 && (
            <p className={parts.quiet}>
              {t('papers.missing', {
                fields: missing.map((name) => textAt(`incidents:field.${name}`)).join(', '),
              })}
            </p>
          )}
          <SaveState saved={saved} onTheirs={onTheirs} />
        </div>
      </div>
      {paper.allowed_actions.includes('discard') && (
        <Button
          variant="subtle"
          color="gray"
          style={{ alignSelf: 'start' }}
          onClick={() => setDiscarding(true)}
        >
          {t('papers.discard')}
        </Button>
      )}
      <ConfirmDialog
        opened={discarding}
        title={t('papers.discardTitle', { paper: paperName(paper) })}
        confirm={t('papers.discard')}
        busy={discard.isPending}
        onConfirm={async () => {
          await saved.flush()
          saved.drop()
          discard.mutate()
        }}
        onClose={() => setDiscarding(false)}
      >
        {t('papers.discardHelp')}
      </ConfirmDialog>
    </form>
  )
}

const versionOf =
  (paper_id: string) =>
  ({ papers }: CaseRead): number =>
    papers.find(({ id }) => id === paper_id)?.version ?? 0

export default behindDoor(PaperPage)

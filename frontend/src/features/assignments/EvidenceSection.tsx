import { Card } from '@mantine/core'
import { IconFile, IconLink } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type AssignmentRead, attachEvidenceFile, type EvidenceRead, removeEvidence } from '@/client'
import { formatBytes, formatInstant, formatNumber } from '@/lib/format'
import { FILE_LIMIT, PAPERS, sendToRecord } from '@/lib/record-file'
import { textAt } from '@/lib/texts'
import { useProofs, useRecordKind } from '@/ui/contexts'
import { Facts } from '@/ui/Facts'
import { FilePicker } from '@/ui/FilePicker'
import { Gallery } from '@/ui/Gallery'
import { LinkButton } from '@/ui/LinkButton'
import parts from '@/ui/parts.module.css'
import { RemoveButton } from '@/ui/RemoveButton'
import { StateChip } from '@/ui/StateChip'
import classes from './Assignments.module.css'
import { LinkForm } from './LinkForm'
import { RecordForm } from './RecordForm'
import { assignments } from './record'
import { prefill } from './words'

/** What proves the work: photos first, then files, links and records; and the way to add more. */
export function EvidenceSection({ assignment }: { assignment: AssignmentRead }) {
  const { t } = useTranslation(['assignments', 'common'])
  const proofs = useProofs(assignment.kind)
  const queryClient = useQueryClient()
  const may = assignment.allowed_actions.includes('attach')
  const photos = assignment.evidence.filter((one) => one.has_thumbnail)
  const records = assignment.evidence.filter((one) => one.record_id)
  const others = assignment.evidence.filter((one) => !one.has_thumbnail && !one.record_id)
  if (assignment.evidence.length === 0 && !may) return null
  return (
    <Card component="section" aria-labelledby="attach" className={classes.card}>
      <h2 id="attach">{t('evidence.title')}</h2>
      {may && assignment.missing_evidence.length > 0 && (
        <p className={parts.quiet}>{t('evidence.missing')}</p>
      )}
      {may &&
        proofs.map(({ to, fill, label }) => (
          <LinkButton key={to} to={to} search={{ ...prefill(assignment), ...fill }} className="no-print">
            {label}
          </LinkButton>
        ))}
      {records.length > 0 && (
        <section aria-label={t('evidence.records')}>
          <ul className={parts.plain}>
            {records.map((one) => (
              <li key={one.id} className={parts.row}>
                <LinkedRecord evidence={one} />
                {may && <Remove assignment={assignment} evidence={one} />}
              </li>
            ))}
          </ul>
          <Sums figures={assignment.record_figures} />
        </section>
      )}
      <Gallery
        pictures={photos.map((photo) => ({
          id: photo.id,
          href: fileHref(assignment, photo),
          alt: t('evidence.photoOf', { title: photo.title, author: photo.author_name }),
          caption: formatInstant(photo.added_at),
          action: may && <Remove assignment={assignment} evidence={photo} />,
        }))}
      />
      {others.length > 0 && (
        <ul className={parts.plain}>
          {others.map((one) => (
            <li key={one.id} className={parts.row}>
              <Other assignment={assignment} evidence={one} />
              {may && <Remove assignment={assignment} evidence={one} />}
            </li>
          ))}
        </ul>
      )}
      {may && (
        <>
          <FilePicker
            photos
            accept={PAPERS}
            limit={FILE_LIMIT}
            send={(file, options) =>
              sendToRecord(file, options, (upload_id, attempt) =>
                attachEvidenceFile({
                  path: { assignment_id: assignment.id },
                  body: { upload_id },
                  ...attempt,
                }),
              )
            }
            onSent={() => queryClient.invalidateQueries({ queryKey: assignments.all })}
          />
          <LinkForm assignment={assignment} />
          <RecordForm assignment={assignment} />
        </>
      )}
    </Card>
  )
}

const fileHref = (assignment: AssignmentRead, evidence: EvidenceRead) =>
  `/api/v1/assignments/${assignment.id}/evidence/${evidence.id}/file`

/** A record of the product, with the state it is in now. */
function LinkedRecord({ evidence }: { evidence: EvidenceRead }) {
  const { t } = useTranslation(['assignments', 'common'])
  const kindName = useRecordKind()
  if (!evidence.record_path) return <span>{t('evidence.hiddenRecord')}</span>
  return (
    <span>
      {kindName(evidence.record_kind ?? '')} <Link to={evidence.record_path}>{evidence.record_title}</Link>{' '}
      {evidence.record_state && <StateChip state={evidence.record_state} />}
    </span>
  )
}

/** What the linked records counted, together. */
function Sums({ figures }: { figures: Record<string, number> }) {
  const { t } = useTranslation(['assignments', 'common'])
  const entries = Object.entries(figures)
  if (entries.length === 0) return null
  return (
    <div style={{ marginTop: 12 }}>
      <p className={parts.quiet}>{t('evidence.recordSums')}</p>
      <Facts
        facts={entries.map(([code, value]) => [
          textAt(`assignments:figureLabel.${code}`),
          <span key={code} className="figure">
            {formatNumber(value)}
          </span>,
        ])}
      />
    </div>
  )
}

function Other({ assignment, evidence }: { assignment: AssignmentRead; evidence: EvidenceRead }) {
  if (evidence.url) {
    return (
      <a href={evidence.url} target="_blank" rel="noreferrer noopener">
        <IconLink size={16} aria-hidden /> {evidence.title}
      </a>
    )
  }
  return (
    <a href={fileHref(assignment, evidence)} download>
      <IconFile size={16} aria-hidden /> {evidence.title} ({formatBytes(evidence.size ?? 0)})
    </a>
  )
}

function Remove({ assignment, evidence }: { assignment: AssignmentRead; evidence: EvidenceRead }) {
  const { t } = useTranslation(['assignments', 'common'])
  const remove = assignments.useVerb({
    done: 'remove',
    call: () => removeEvidence({ path: { assignment_id: assignment.id, evidence_id: evidence.id } }),
  })
  return <RemoveButton label={t('evidence.removeName', { title: evidence.title })} verb={remove} />
}

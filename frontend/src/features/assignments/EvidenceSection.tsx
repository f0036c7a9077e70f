import { Button, Card } from '@mantine/core'
import { IconFile, IconLink } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type AssignmentRead, type EvidenceRead, removeEvidence } from '@/client'
import { uploadFile } from '@/lib/api'
import { formatBytes, formatInstant } from '@/lib/format'
import { FilePicker } from '@/ui/FilePicker'
import { type State, StateChip } from '@/ui/StateChip'
import classes from './Assignments.module.css'
import { ALL } from './api'
import { LinkForm } from './LinkForm'
import { RecordForm } from './RecordForm'
import { reducedPhoto } from './reduced-photo'
import { useVerb } from './use-verb'

/** What proves the work: photos first, then files, links and records; and the way to add more. */
export function EvidenceSection({ assignment }: { assignment: AssignmentRead }) {
  const { t } = useTranslation(['assignments', 'common'])
  const queryClient = useQueryClient()
  const may = assignment.allowed_actions.includes('attach')
  const photos = assignment.evidence.filter((one) => one.has_thumbnail)
  const others = assignment.evidence.filter((one) => !one.has_thumbnail)
  if (assignment.evidence.length === 0 && !may) return null
  return (
    <Card component="section" aria-labelledby="attach" className={classes.card}>
      <h2 id="attach">{t('evidence.title')}</h2>
      {may && assignment.missing_evidence.length > 0 && (
        <p className={classes.quiet}>{t('evidence.missing')}</p>
      )}
      {photos.length > 0 && (
        <ul className={classes.gallery}>
          {photos.map((photo) => (
            <li key={photo.id}>
              <figure>
                <a href={fileHref(assignment, photo)} target="_blank" rel="noreferrer">
                  <img
                    src={`${fileHref(assignment, photo)}?thumbnail=true`}
                    alt={t('evidence.photoOf', { title: photo.title, author: photo.author_name })}
                    loading="lazy"
                  />
                </a>
                <figcaption className={classes.quiet}>{formatInstant(photo.added_at)}</figcaption>
              </figure>
              {may && <Remove assignment={assignment} evidence={photo} />}
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <ul className={classes.plain}>
          {others.map((one) => (
            <li key={one.id} className={classes.row}>
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
            accept="image/jpeg,image/png,image/webp,application/pdf,.docx,.xlsx"
            limit={25 * 1024 * 1024}
            send={async (file, options) =>
              uploadFile(`/api/v1/assignments/${assignment.id}/evidence`, await reducedPhoto(file), options)
            }
            onSent={() => queryClient.invalidateQueries({ queryKey: ALL })}
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

function Other({ assignment, evidence }: { assignment: AssignmentRead; evidence: EvidenceRead }) {
  const { t } = useTranslation(['assignments', 'common'])
  if (evidence.url) {
    return (
      <a href={evidence.url} target="_blank" rel="noreferrer noopener">
        <IconLink size={16} aria-hidden /> {evidence.title}
      </a>
    )
  }
  if (evidence.record_id) {
    return evidence.record_path ? (
      <span>
        <Link to={evidence.record_path as '/plans'}>{evidence.record_title}</Link>{' '}
        {evidence.record_state && <StateChip state={evidence.record_state as State} />}
      </span>
    ) : (
      <span>{t('evidence.hiddenRecord')}</span>
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
  const remove = useVerb({
    assignment,
    done: 'remove',
    call: () => removeEvidence({ path: { assignment_id: assignment.id, evidence_id: evidence.id } }),
  })
  return (
    <Button
      variant="subtle"
      color="gray"
      loading={remove.isPending}
      aria-label={t('evidence.removeName', { title: evidence.title })}
      onClick={() => remove.mutate()}
    >
      {t('common:action.remove')}
    </Button>
  )
}

import { Button, SegmentedControl } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconArrowBackUp } from '@tabler/icons-react'
import { skipToken, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftRead } from '@/client'
import { formatInstant } from '@/lib/format'
import { useParam } from '@/lib/use-param'
import { ErrorState } from '@/ui/ErrorState'
import { PageHeader } from '@/ui/PageHeader'
import { useProblemText } from '@/ui/problem-text'
import { LinesSkeleton, PageSkeleton } from '@/ui/Skeletons'
import { draftQuery, fanOutQuery, openUnitsQuery, planQuery, sourceQuery } from '../api'
import { marksOf, slice } from '../content/spans'
import shared from '../plans.module.css'
import { Blockers } from './Blockers'
import { Counts } from './Counts'
import { Publish } from './Publish'
import { Reading } from './Reading'
import classes from './review.module.css'
import { SourceText } from './SourceText'
import { type Draft, useDraft } from './use-draft'
import { useSelection } from './use-selection'
import { Warnings } from './Warnings'

export default function ReviewPage() {
  const planId = useParam('planId')
  const draft = useQuery(draftQuery(planId))
  const units = useQuery(openUnitsQuery)
  if (draft.isError) return <ErrorState page error={draft.error} onRetry={() => draft.refetch()} />
  if (units.isError) return <ErrorState page error={units.error} onRetry={() => units.refetch()} />
  // A cached draft of an earlier visit is older than what the server has.
  if (draft.isPending || units.isPending || (draft.isFetching && !draft.isFetchedAfterMount))
    return <PageSkeleton />
  return <Review key={draft.data.revision_id} planId={planId} read={draft.data} />
}

function Review({ planId, read }: { planId: string; read: DraftRead }) {
  const { t } = useTranslation('plans')
  const draft = useDraft(read)
  const plan = useQuery(planQuery(planId))
  const fanOut = useQuery(fanOutQuery(planId, draft.saved.version))
  const source = useQuery(
    read.import_id ? sourceQuery(read.import_id) : { ...sourceQuery(''), queryFn: skipToken },
  )
  const wide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false })
  const [tab, setTab] = useState<'source' | 'reading'>('reading')
  const selection = useSelection(setTab)

  const text = source.data?.source_text
  const marks = useMemo(() => marksOf(draft.content), [draft.content])
  const pieces = useMemo(() => (text === undefined ? null : slice(text, marks)), [text, marks])
  const hasSource = read.import_id !== null
  const showSource = hasSource && (wide || tab === 'source')
  const showReading = !hasSource || wide || tab === 'reading'

  return (
    <>
      <PageHeader
        title={draft.content.title || t('review.untitled')}
        meta={
          <>
            <Link to="/plans/$planId" params={{ planId }} className={shared.back}>
              {t('list.title')}
            </Link>{' '}
            · {read.number === 0 ? t('review.first') : t('revision.amendment', { number: read.number })}
          </>
        }
        secondary={
          <>
            <SaveState draft={draft} />
            <Button
              variant="default"
              leftSection={<IconArrowBackUp size={20} />}
              disabled={!draft.canUndo}
              onClick={draft.undo}
            >
              {t('review.undo')}
            </Button>
          </>
        }
        action={
          plan.data?.allowed_actions.includes('publish') && (
            <Publish planId={planId} draft={draft} fanOut={fanOut.data} />
          )
        }
      />
      {draft.restored && <p className={classes.restored}>{t('review.restored')}</p>}
      {draft.overtaken && (
        <div role="alert" className={classes.dropped}>
          <span className={classes.droppedText}>{t('review.overtaken')}</span>
          <Button variant="default" onClick={draft.undo}>
            {t('review.takeMine')}
          </Button>
        </div>
      )}
      <Counts content={draft.content} />
      <Warnings content={draft.content} onSelect={selection.fromOutside} />
      <Blockers blockers={fanOut.data?.blockers ?? []} onSelect={selection.fromOutside} />
      {draft.dropped !== null && (
        <div role="status" className={classes.dropped}>
          <span className={classes.droppedText}>
            {t('review.dropped', { text: draft.dropped || t('item.empty') })}
          </span>
          <Button variant="default" onClick={draft.undo}>
            {t('review.undo')}
          </Button>
        </div>
      )}
      {hasSource && !wide && (
        <SegmentedControl
          fullWidth
          className={classes.tabs}
          aria-label={t('review.panes')}
          value={tab}
          onChange={setTab}
          data={[
            { value: 'reading', label: t('review.reading') },
            { value: 'source', label: t('review.source') },
          ]}
        />
      )}
      <div className={classes.panes} data-two={(hasSource && wide) || undefined}>
        {showSource && (
          <section className={classes.pane} aria-label={t('review.source')}>
            {source.isError && <ErrorState error={source.error} onRetry={() => source.refetch()} />}
            {source.isPending && <LinesSkeleton lines={12} />}
            {pieces && (
              <SourceText pieces={pieces} selected={selection.selected} onSelect={selection.fromSource} />
            )}
          </section>
        )}
        {showReading && (
          <section className={classes.pane} aria-label={t('review.reading')}>
            <Reading draft={draft} selection={selection} fanOut={fanOut.data} />
          </section>
        )}
      </div>
    </>
  )
}

function SaveState({ draft }: { draft: Draft }) {
  const { t } = useTranslation('plans')
  const problemText = useProblemText()
  const at = formatInstant(draft.saved.at).slice(-5)
  if (draft.state === 'refused' || draft.state === 'waiting')
    return (
      <span role="alert" className={classes.unsaved}>
        {t('review.notSaved')} {problemText(draft.error)}
      </span>
    )
  return (
    <span role="status" className={classes.saveState}>
      {draft.state === 'saved' ? t('review.savedAt', { at }) : t('review.saving')}
    </span>
  )
}

import { Button, Card } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type ChildRead,
  type DuplicatePair,
  dismissChildDuplicate,
  mergeChild,
  readChild,
  type SimilarChild,
} from '@/client'
import { ifMatch, unwrap } from '@/lib/api'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { LinkButton } from '@/ui/LinkButton'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { CardsSkeleton } from '@/ui/Skeletons'
import { StateChip } from '@/ui/StateChip'
import { useVerb } from '@/ui/use-verb'
import { duplicatesQuery } from './api'
import classes from './Children.module.css'
import { children } from './record'
import { useChildWords } from './use-child-words'
import { useUnmerge } from './use-unmerge'
import { differences } from './words'

type Merged = { dropped: ChildRead; kept: string }

/** Pairs of records that may be one child, for the ward to decide. */
export default function DuplicatesPage() {
  const { t } = useTranslation(['children', 'common'])
  const pairs = useQuery(duplicatesQuery)
  const [merged, setMerged] = useState<Merged | null>(null)
  const items = pairs.data?.items ?? []
  const body = () => {
    if (pairs.isPending) return <CardsSkeleton cards={3} />
    if (pairs.isError) return <ErrorState error={pairs.error} onRetry={() => pairs.refetch()} />
    if (items.length === 0)
      return (
        <EmptyState
          title={t('pairs.none')}
          action={
            <LinkButton variant="default" to="/children">
              {t('pairs.back')}
            </LinkButton>
          }
        >
          {t('pairs.noneHelp')}
        </EmptyState>
      )
    return items.map((pair) => (
      <Pair key={pair.id} pair={pair} onMerged={(dropped, kept) => setMerged({ dropped, kept })} />
    ))
  }
  return (
    <div className={parts.column}>
      <PageHeader
        title={t('pairs.title')}
        meta={items.length > 0 ? t('pairs.count', { count: items.length }) : undefined}
      />
      {items.length > 0 && <p className={classes.lead}>{t('pairs.lead')}</p>}
      {merged && <Undo key={merged.dropped.id} merged={merged} onDone={() => setMerged(null)} />}
      {body()}
    </div>
  )
}

/** What was just done, and the way back. */
function Undo({ merged, onDone }: { merged: Merged; onDone: () => void }) {
  const { t } = useTranslation(['children', 'common'])
  const undo = useUnmerge(merged.dropped)
  return (
    <Card role="status" className={`${parts.row} ${classes.undo}`}>
      <span className={classes.grow}>
        {t('pairs.merged', { dropped: merged.dropped.code, kept: merged.kept })}
      </span>
      <Button
        variant="default"
        loading={undo.isPending}
        onClick={() => undo.mutate(undefined, { onSuccess: onDone })}
      >
        {t('common:action.undo')}
      </Button>
    </Card>
  )
}

function Pair({
  pair,
  onMerged,
}: {
  pair: DuplicatePair
  onMerged: (dropped: ChildRead, kept: string) => void
}) {
  const { t } = useTranslation('children')
  const words = useChildWords()
  const differ = differences(pair.child, pair.other)
  const merge = children.useVerb<{ keep: SimilarChild; drop: SimilarChild }>({
    done: 'merged',
    call: async ({ keep, drop }) => {
      // The pair doesn't say which version its records have.
      const record = await readChild({ path: { child_id: drop.id } }).then(unwrap)
      const reply = await mergeChild({
        path: { child_id: drop.id },
        headers: ifMatch(record),
        body: { into_id: keep.id },
      })
      onMerged(reply.data, keep.code)
      return reply
    },
  })
  const apart = useVerb<unknown>(
    { texts: children.key, stale: [duplicatesQuery.queryKey] },
    { done: 'different', call: () => dismissChildDuplicate({ path: { pair_id: pair.id } }) },
  )
  const busy = merge.isPending || apart.isPending
  const side = (one: SimilarChild, other: SimilarChild) => (
    <Side
      child={one}
      differ={differ}
      action={
        <Button
          fullWidth
          variant="default"
          disabled={busy}
          loading={merge.isPending && merge.variables?.keep.id === one.id}
          aria-label={t('pairs.keepThis', { code: one.code })}
          onClick={() => merge.mutate({ keep: one, drop: other })}
        >
          {t('pairs.keep')}
        </Button>
      }
    />
  )
  return (
    <Card
      component="section"
      aria-label={t('pairs.of', { name: pair.child.full_name, one: pair.child.code, other: pair.other.code })}
      className={parts.card}
    >
      <h2 className={classes.why}>{words.reasons(pair.reasons)}</h2>
      <div className={classes.sides}>
        {side(pair.child, pair.other)}
        {side(pair.other, pair.child)}
      </div>
      <Button
        variant="default"
        fullWidth
        disabled={busy}
        loading={apart.isPending}
        aria-label={t('pairs.apartOf', { one: pair.child.code, other: pair.other.code })}
        onClick={() => apart.mutate()}
      >
        {t('pairs.apart')}
      </Button>
    </Card>
  )
}

/** One of the two; what the other says otherwise is marked in a word. */
function Side({
  child,
  differ,
  action,
}: {
  child: SimilarChild
  differ: ReturnType<typeof differences>
  action: ReactNode
}) {
  const { t } = useTranslation('children')
  const words = useChildWords()
  const rows = [
    [t('form.birth'), words.born(child.birth), differ.birth],
    [t('form.unit'), child.unit_name, differ.unit],
    [t('guardian.title'), child.guardian_names.join(', ') || t('pairs.noGuardian'), differ.guardians],
    ...(differ.presence || child.presence !== 'here'
      ? [[t('column.presence'), <StateChip key="state" state={child.presence} />, differ.presence] as const]
      : []),
  ] as const
  const mark = <span className={classes.differs}>{t('pairs.differs')}</span>
  return (
    <div className={classes.side}>
      <p className={classes.line}>
        <Link
          to="/children/$childId"
          params={{ childId: child.id }}
          className={`${parts.target} ${classes.name}`}
        >
          {child.full_name}
        </Link>
        {differ.name && mark}
      </p>
      <p className={parts.quiet}>{child.code}</p>
      <dl className={classes.compare}>
        {rows.map(([name, value, differs]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {value} {differs && mark}
            </dd>
          </div>
        ))}
      </dl>
      {action}
    </div>
  )
}

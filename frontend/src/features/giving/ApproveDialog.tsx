import { Button, Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { approveGiftRound, type RoundRead } from '@/client'
import { ifMatch } from '@/lib/api'
import { formatDate, formatMoney } from '@/lib/format'
import { AskDialog } from '@/ui/AskDialog'
import { ErrorState } from '@/ui/ErrorState'
import parts from '@/ui/parts.module.css'
import { CardsSkeleton } from '@/ui/Skeletons'
import { changesQuery } from './api'
import classes from './Giving.module.css'
import { rounds } from './record'

/** The decision: first what happened to the children since the list was written. */
export function ApproveDialog({ round, onClose }: { round: RoundRead; onClose: () => void }) {
  const { t } = useTranslation('giving')
  const changes = useQuery({ ...changesQuery(round.id), staleTime: 0 })
  const [read, setRead] = useState(false)
  const approve = rounds.useVerb({
    done: 'approved',
    call: () =>
      approveGiftRound({
        path: { round_id: round.id },
        headers: ifMatch(round),
        body: { changes_digest: changes.data?.digest ?? '' },
      }),
    onDone: onClose,
  })
  const items = changes.data?.items ?? []
  return (
    <AskDialog
      opened
      title={t('approve.title')}
      answer={
        <Button
          loading={approve.isPending}
          disabled={!changes.data || (items.length > 0 && !read)}
          onClick={() => approve.mutate()}
        >
          {t('next.approve')}
        </Button>
      }
      onClose={onClose}
    >
      <div className={parts.column}>
        <p>
          {t('approve.what', { count: round.numbers.lines, amount: formatMoney(round.numbers.planned) })}{' '}
          {t('approve.frozen')}
        </p>
        {changes.isPending && <CardsSkeleton cards={1} />}
        {changes.isError && <ErrorState error={changes.error} onRetry={() => changes.refetch()} />}
        {items.length > 0 && (
          <>
            <p className={parts.hint}>{t('approve.changes', { count: items.length })}</p>
            <ul className={`${parts.plain} ${parts.dense}`}>
              {items.map((one) => (
                <li key={`${one.line_id}${one.change}`} className={parts.row}>
                  <Link to="/gift-lines/$lineId" params={{ lineId: one.line_id }} className={classes.grow}>
                    {one.shown_name}
                    <span className={classes.below}>{one.unit_name}</span>
                  </Link>
                  <span>
                    {t(`change.${one.change}`)}
                    {one.on_day && ` (${formatDate(one.on_day)})`}
                  </span>
                </li>
              ))}
            </ul>
            <Checkbox
              label={t('approve.read')}
              checked={read}
              onChange={(event) => setRead(event.currentTarget.checked)}
            />
          </>
        )}
      </div>
    </AskDialog>
  )
}

import { Card } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { formatDateInText, formatNumber } from '@/lib/format'
import { useListSearch } from '@/lib/list-search'
import { Chip } from '@/ui/Chip'
import { DateField } from '@/ui/DateField'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { Rooms } from '@/ui/Rooms'
import { CardsSkeleton } from '@/ui/Skeletons'
import { usageQuery } from './api'
import classes from './Communications.module.css'

/** Which slogans of the plan were used, and which never; topics; the line 111. */
export default function UsagePage() {
  const { t } = useTranslation(['communications', 'common'])
  const { search, update } = useListSearch()
  const { from_on, to_on } = search
  const usage = useQuery({ ...usageQuery({ from_on, to_on }), placeholderData: keepPreviousData })
  return (
    <>
      <PageHeader title={t('common:room.usage')} />
      <Rooms of="/communications" />
      <div className={`${parts.counts} no-print`} style={{ maxWidth: 480, marginBottom: 16 }}>
        <DateField
          label={t('common:list.from')}
          value={from_on ?? null}
          onChange={(day) => update({ from_on: day ?? undefined })}
        />
        <DateField
          label={t('common:list.to')}
          value={to_on ?? null}
          onChange={(day) => update({ to_on: day ?? undefined })}
        />
      </div>
      {usage.isPending && <CardsSkeleton cards={3} />}
      {usage.isError && <ErrorState error={usage.error} onRetry={() => usage.refetch()} />}
      {usage.data && (
        <div className={parts.column}>
          <Card className={parts.card}>
            <h2>{t('usage.hotline')}</h2>
            <p style={{ margin: 0 }}>
              {t('usage.hotlineOf', {
                items: formatNumber(usage.data.hotline_111.items),
                total: formatNumber(usage.data.hotline_111.total),
              })}
            </p>
          </Card>
          <Card component="section" aria-labelledby="messages" className={parts.card}>
            <h2 id="messages">{t('usage.messages')}</h2>
            {usage.data.messages.length === 0 && <EmptyState title={t('usage.noMessages')} />}
            <div>
              {[...usage.data.messages]
                .sort((a, b) => a.used - b.used)
                .map((one) => (
                  <div key={one.id} className={classes.used}>
                    <span>{one.text}</span>
                    {one.used === 0 ? (
                      <Chip tone="warm" shape="diamond">
                        {t('usage.never')}
                      </Chip>
                    ) : (
                      <Link className={parts.target} to="/communications" search={{ message_id: one.id }}>
                        {t('usage.times', { count: one.used })}
                      </Link>
                    )}
                    {one.last_used_on && (
                      <span className={parts.quiet}>
                        {t('usage.last', { day: formatDateInText(one.last_used_on) })}
                      </span>
                    )}
                  </div>
                ))}
            </div>
          </Card>
          <Card component="section" aria-labelledby="topics" className={parts.card}>
            <h2 id="topics">{t('usage.topics')}</h2>
            <ul className={`${parts.plain} ${parts.dense}`}>
              {[...usage.data.topics]
                .sort((a, b) => b.used - a.used)
                .map((one) => (
                  <li key={one.topic} className={parts.row}>
                    <span style={{ flex: '1 1 180px' }}>
                      {one.used > 0 ? (
                        <Link className={parts.target} to="/communications" search={{ topic: one.topic }}>
                          {t(`topic.${one.topic}`)}
                        </Link>
                      ) : (
                        t(`topic.${one.topic}`)
                      )}
                    </span>
                    <span className={`${parts.bar} ${classes.bar}`} aria-hidden>
                      <span
                        style={{
                          width: `${(100 * one.used) / Math.max(1, ...usage.data.topics.map((topic) => topic.used))}%`,
                        }}
                      />
                    </span>
                    <span className="figure">{formatNumber(one.used)}</span>
                  </li>
                ))}
            </ul>
          </Card>
        </div>
      )}
    </>
  )
}

import { Card } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { readDueGiftShares } from '@/client'
import { unwrap } from '@/lib/api'
import { may, useSession } from '@/lib/session'
import classes from './DueGifts.module.css'

/** Reminds of gifts, scholarships and sponsorships whose day has come; nothing where there are none. */
export function DueGifts() {
  const { t } = useTranslation()
  const session = useSession()
  const due = useQuery({
    queryKey: ['giving', 'due'],
    queryFn: ({ signal }) => readDueGiftShares({ signal }).then(unwrap),
    enabled: may(session, 'gift_round:read'),
  }).data
  if (!due?.overdue && !due?.soon) return null
  const of = { state: 'due', sort: 'due' }
  return (
    <Card component="section" aria-labelledby="due-gifts" className={`${classes.card} no-print`}>
      <h2 id="due-gifts">{t('dueGifts.title')}</h2>
      {due.overdue > 0 && (
        <Link to="/gift-shares" search={{ ...of, due_to: due.overdue_to }}>
          {t('dueGifts.overdue', { count: due.overdue })}
        </Link>
      )}
      {due.soon > 0 && (
        <Link to="/gift-shares" search={{ ...of, due_from: due.soon_from, due_to: due.soon_to }}>
          {t('dueGifts.soon', { count: due.soon })}
        </Link>
      )}
    </Card>
  )
}

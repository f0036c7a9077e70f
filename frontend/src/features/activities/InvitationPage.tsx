import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActivityRead } from '@/client'
import { today } from '@/lib/format'
import { useSession } from '@/lib/session'
import { formatWhen } from '@/lib/when'
import parts from '@/ui/parts.module.css'
import { OneActivity } from './OneActivity'
import classes from './Paper.module.css'
import { PaperHeader } from './PaperHeader'

/** A formal letter of invitation, one sheet for each person invited. */
export default function InvitationPage() {
  return <OneActivity>{(activity) => <Invitation activity={activity} />}</OneActivity>
}

function Invitation({ activity }: { activity: ActivityRead }) {
  const { t } = useTranslation('activities')
  // An official paper is Vietnamese, whatever the language of the pages.
  const { t: paper } = useTranslation('activities', { lng: 'vi' })
  const { ward } = useSession()
  const [recipients, setRecipients] = useState('')
  const [signer, setSigner] = useState('')
  const names = recipients
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const [year, month, day] = today().split('-')
  const place = [activity.venue, activity.place_unit_name].filter(Boolean).join(', ')
  return (
    <>
      <PaperHeader title={t('action.invitation')} activity={activity} />
      <div className={`${parts.column} ${classes.form} no-print`}>
        <Textarea
          label={t('paper.recipients')}
          description={t('paper.recipientsHelp')}
          value={recipients}
          onChange={(event) => setRecipients(event.currentTarget.value)}
          autosize
          minRows={3}
        />
        <TextInput
          label={t('paper.signer')}
          value={signer}
          onChange={(event) => setSigner(event.currentTarget.value)}
          autoComplete="off"
        />
      </div>
      {(names.length > 0 ? names : ['………………………………………………………']).map((name, sheet) => (
        <article key={sheet} className={classes.paper} lang="vi" style={{ marginBottom: 16 }}>
          <div className={classes.heads}>
            <div>
              <strong>{ward?.name.toLocaleUpperCase('vi')}</strong>
              <strong>{activity.unit_name.toLocaleUpperCase('vi')}</strong>
            </div>
            <div>
              <strong>{paper('paper.country')}</strong>
              <strong>{paper('paper.motto')}</strong>
              <em>{paper('paper.dated', { day, month, year })}</em>
            </div>
          </div>
          <h2 className={classes.title}>{paper('paper.invitation')}</h2>
          <p>{paper('paper.to', { name })}</p>
          <p>{paper('paper.body', { unit: activity.unit_name, title: activity.title })}</p>
          <ul className={classes.facts}>
            <li>{paper('paper.when', { when: formatWhen(activity) })}</li>
            <li>{paper('paper.place', { place: place || '……………………' })}</li>
            {activity.in_charge && <li>{paper('paper.contact', { name: activity.in_charge })}</li>}
          </ul>
          <p>{paper('paper.close')}</p>
          <div className={classes.sign}>
            <strong>{paper('paper.head')}</strong>
            <div style={{ minHeight: 60 }} />
            {signer}
          </div>
        </article>
      ))}
    </>
  )
}

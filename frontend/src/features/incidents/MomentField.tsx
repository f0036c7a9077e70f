import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf, instantOf, timeOf } from '@/lib/when'
import { DateField } from '@/ui/DateField'
import classes from './Incidents.module.css'

type Props = {
  id: string
  label: string
  description?: string
  /** Instant, or null while a part of it is missing. */
  value: string | null
  onChange: (instant: string | null) => void
  error?: string
}

const TIME = /^([01]?\d|2[0-3])[:hg.]?([0-5]\d)$/

/** A day and an hour, typed. */
export function MomentField({ id, label, description, value, onChange, error }: Props) {
  const { t } = useTranslation('incidents')
  const [day, setDay] = useState(value && dayOf(value))
  const [time, setTime] = useState(value ? timeOf(value) : '')
  const tell = (day: string | null, time: string) => {
    const found = TIME.exec(time.trim())
    onChange(day && found ? instantOf(day, `${found[1]?.padStart(2, '0')}:${found[2]}`) : null)
  }
  const wrong = time !== '' && !TIME.test(time.trim())
  return (
    <div>
      <div className={classes.pair}>
        <DateField
          id={id}
          label={label}
          clearable={false}
          value={day}
          error={error}
          onChange={(next) => {
            setDay(next)
            tell(next, time)
          }}
        />
        <TextInput
          id={`${id}-time`}
          label={t('moment.hour')}
          aria-label={t('moment.hourOf', { of: label })}
          placeholder="20:15"
          inputMode="numeric"
          autoComplete="off"
          value={time}
          error={wrong && t('moment.wrong')}
          onChange={(event) => {
            setTime(event.currentTarget.value)
            tell(day, event.currentTarget.value)
          }}
        />
      </div>
      {description && <p className={classes.help}>{description}</p>}
    </div>
  )
}

import { Button, TextInput } from '@mantine/core'
import { IconCurrentLocation } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Activities.module.css'
import { fieldId } from './use-faults'

type Point = { latitude: string; longitude: string }

/** Where it is on a map: what the phone says, or typed. */
export function PointFields({ value, onChange }: { value: Point; onChange: (value: Point) => void }) {
  const { t } = useTranslation('activities')
  const [state, setState] = useState<'idle' | 'asking' | 'failed'>('idle')
  const ask = () => {
    setState('asking')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('idle')
        onChange({ latitude: coords.latitude.toFixed(6), longitude: coords.longitude.toFixed(6) })
      },
      () => setState('failed'),
      { enableHighAccuracy: true, timeout: 15_000 },
    )
  }
  return (
    <fieldset className={classes.group}>
      <legend>{t('form.point')}</legend>
      <div className={classes.card}>
        {'geolocation' in navigator && (
          <Button
            variant="default"
            leftSection={<IconCurrentLocation size={18} />}
            loading={state === 'asking'}
            onClick={ask}
          >
            {t('form.here')}
          </Button>
        )}
        {state === 'failed' && (
          <p role="alert" className={classes.quiet}>
            {t('form.hereFailed')}
          </p>
        )}
        <div className={classes.two}>
          {(['latitude', 'longitude'] as const).map((key) => (
            <TextInput
              key={key}
              id={fieldId(key)}
              label={t(`form.${key}`)}
              inputMode="decimal"
              autoComplete="off"
              value={value[key]}
              onChange={(event) => onChange({ ...value, [key]: event.currentTarget.value })}
            />
          ))}
        </div>
      </div>
    </fieldset>
  )
}

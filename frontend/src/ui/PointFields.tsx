import { Button, TextInput } from '@mantine/core'
import { IconCurrentLocation } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './PointFields.module.css'

type Point = { latitude: string; longitude: string }

/** Where it is on a map: what the phone says, or typed. */
export function PointFields({
  value,
  onChange,
  fieldId,
}: {
  value: Point
  onChange: (value: Point) => void
  /** Id of a field by its name, where a form's faults lead. */
  fieldId: (name: string) => string
}) {
  const { t } = useTranslation()
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
      <legend>{t('point.title')}</legend>
      <div className={classes.card}>
        {'geolocation' in navigator && (
          <Button
            variant="default"
            leftSection={<IconCurrentLocation size={18} />}
            loading={state === 'asking'}
            onClick={ask}
          >
            {t('point.here')}
          </Button>
        )}
        {state === 'failed' && (
          <p role="alert" className={classes.quiet}>
            {t('point.failed')}
          </p>
        )}
        <div className={classes.two}>
          {(['latitude', 'longitude'] as const).map((key) => (
            <TextInput
              key={key}
              id={fieldId(key)}
              label={t(`point.${key}`)}
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

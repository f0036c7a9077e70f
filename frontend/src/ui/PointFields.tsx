import { Button, TextInput } from '@mantine/core'
import { IconCurrentLocation } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './PointFields.module.css'
import parts from './parts.module.css'
import type { Field } from './use-record-form'

type Point = { latitude: string; longitude: string }

type Props = { field: Field<keyof Point>; onPoint: (point: Point) => void }

/** Where it is on a map: what the phone says, or typed. */
export function PointFields({ field, onPoint }: Props) {
  const { t } = useTranslation()
  const [state, setState] = useState<'idle' | 'asking' | 'failed'>('idle')
  const ask = () => {
    setState('asking')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('idle')
        onPoint({ latitude: coords.latitude.toFixed(6), longitude: coords.longitude.toFixed(6) })
      },
      () => setState('failed'),
      { enableHighAccuracy: true, timeout: 15_000 },
    )
  }
  return (
    <fieldset className={parts.group}>
      <legend>{t('point.title')}</legend>
      <div className={parts.stack}>
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
          <p role="alert" className={parts.quiet}>
            {t('point.failed')}
          </p>
        )}
        <div className={classes.two}>
          {(['latitude', 'longitude'] as const).map((key) => (
            <TextInput
              key={key}
              {...field(key)}
              label={t(`point.${key}`)}
              inputMode="decimal"
              autoComplete="off"
            />
          ))}
        </div>
      </div>
    </fieldset>
  )
}

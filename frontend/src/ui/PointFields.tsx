import { Button, TextInput } from '@mantine/core'
import { IconCurrentLocation, IconMapPin } from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Spot, WardMap } from './map'
import classes from './PointFields.module.css'
import parts from './parts.module.css'
import type { Field } from './use-record-form'

type Point = { latitude: string; longitude: string }

type Props = { field: Field<keyof Point>; onPoint: (point: Point) => void }

/** A point as it is kept: a ten-millionth of a degree is a centimetre. */
const asText = ({ latitude, longitude }: Spot): Point => ({
  latitude: latitude.toFixed(6),
  longitude: longitude.toFixed(6),
})

const KEYS = ['latitude', 'longitude'] as const

const numberOf = (text: unknown) =>
  Number(
    String(text ?? '')
      .trim()
      .replace(',', '.') || Number.NaN,
  )

/** Where it is on a map: what the phone says, else a tap on the ward's map, or two numbers by who has them. */
export function PointFields({ field, onPoint }: Props) {
  const { t } = useTranslation()
  const [state, setState] = useState<'idle' | 'asking' | 'failed'>('idle')
  const [onMap, setOnMap] = useState(false)
  const [typing, setTyping] = useState(false)
  const ask = () => {
    setState('asking')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('idle')
        onPoint(asText(coords))
      },
      () => setState('failed'),
      { enableHighAccuracy: true, timeout: 15_000 },
    )
  }
  const spot = { latitude: numberOf(field('latitude').value), longitude: numberOf(field('longitude').value) }
  const wrong = KEYS.some((key) => field(key).error)
  const isSpot = Number.isFinite(spot.latitude) && Number.isFinite(spot.longitude)
  return (
    <fieldset className={parts.group}>
      <legend>{t('point.title')}</legend>
      <div className={parts.stack}>
        <div className={classes.ways}>
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
          <Button
            variant="default"
            leftSection={<IconMapPin size={18} />}
            aria-expanded={onMap}
            onClick={() => setOnMap(!onMap)}
          >
            {t('point.onMap')}
          </Button>
        </div>
        {state === 'failed' && (
          <p role="alert" className={parts.quiet}>
            {t('point.failed')}
          </p>
        )}
        {onMap && (
          <Suspense fallback={<p className={parts.quiet}>{t('loading')}</p>}>
            <WardMap
              label={t('point.title')}
              legend={t('point.tap')}
              picked={isSpot ? spot : null}
              onPick={(picked) => onPoint(asText(picked))}
            />
          </Suspense>
        )}
        {isSpot && !typing && <p className={parts.quiet}>{t('point.have')}</p>}
        {typing || wrong ? (
          <div className={classes.two}>
            {KEYS.map((key) => (
              <TextInput
                key={key}
                {...field(key)}
                label={t(`point.${key}`)}
                inputMode="decimal"
                autoComplete="off"
              />
            ))}
          </div>
        ) : (
          <Button
            variant="subtle"
            color="gray"
            style={{ alignSelf: 'flex-start' }}
            onClick={() => setTyping(true)}
          >
            {t('point.type')}
          </Button>
        )}
      </div>
    </fieldset>
  )
}

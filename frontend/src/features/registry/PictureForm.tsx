import { Button, FileButton, Progress, TextInput } from '@mantine/core'
import { type MouseEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type LayWardPictureData, layWardPicture, type WardMapRead } from '@/client'
import { sendInParts, unwrap, useAction } from '@/lib/api'
import { showDone, showProblem } from '@/ui/notices'
import parts from '@/ui/parts.module.css'
import classes from './registry.module.css'
import { useLaid } from './use-laid'

type Anchor = { x: number; y: number; latitude: string; longitude: string }

const NEEDED = 3
const numberOf = (text: string) => Number(text.trim().replace(',', '.') || Number.NaN)
const placed = ({ x, y, latitude, longitude }: Anchor) => ({
  x,
  y,
  latitude: numberOf(latitude),
  longitude: numberOf(longitude),
})
const isWhole = (one: Anchor) =>
  Number.isFinite(numberOf(one.latitude)) && Number.isFinite(numberOf(one.longitude))

/** A picture, three taps on it, and what each of them is on the ground. */
export function PictureForm() {
  const { t } = useTranslation('registry')
  const laid = useLaid()
  const [file, setFile] = useState<File | null>(null)
  const [anchors, setAnchors] = useState<Anchor[]>([])
  const [share, setShare] = useState(0)
  const address = usePreview(file)
  const lay = useAction<File, WardMapRead>({
    action: (sent, headers) =>
      sendInParts(
        sent,
        { headers, signal: new AbortController().signal, onProgress: setShare },
        (upload, attempt, signal) =>
          layWardPicture({
            headers: attempt,
            signal,
            body: {
              upload_id: upload.id,
              // The button waits for all three.
              anchors: anchors.map(placed) as LayWardPictureData['body']['anchors'],
            },
          }).then(unwrap),
      ),
    onSuccess: (now) => {
      laid(now)
      setFile(null)
      setAnchors([])
      showDone(t('map.laid'))
    },
    onError: showProblem,
  })
  const tap = (event: MouseEvent<HTMLButtonElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const at = {
      x: (event.clientX - box.left) / box.width,
      y: (event.clientY - box.top) / box.height,
      latitude: '',
      longitude: '',
    }
    setAnchors((old) => (old.length < NEEDED ? [...old, at] : old))
  }
  const type = (at: number, change: Partial<Anchor>) =>
    setAnchors((old) => old.map((one, index) => (index === at ? { ...one, ...change } : one)))
  return (
    <>
      <FileButton
        onChange={(chosen) => {
          setFile(chosen)
          setAnchors([])
        }}
        accept="image/jpeg,image/png,image/webp"
      >
        {(props) => (
          <Button {...props} style={{ alignSelf: 'flex-start' }} variant={file ? 'default' : 'filled'}>
            {t('map.choosePicture')}
          </Button>
        )}
      </FileButton>
      {file && address && (
        <>
          <p>{t('map.tap', { count: NEEDED - anchors.length })}</p>
          <button type="button" className={classes.mapPicture} onClick={tap} aria-label={t('map.pictureOf')}>
            <img src={address} alt="" />
            {anchors.map((one, at) => (
              <span
                key={at}
                className={classes.anchor}
                style={{ left: `${one.x * 100}%`, top: `${one.y * 100}%` }}
              >
                {at + 1}
              </span>
            ))}
          </button>
          {anchors.map((one, at) => (
            <div key={at} className={parts.counts}>
              {(['latitude', 'longitude'] as const).map((name) => (
                <TextInput
                  key={name}
                  label={t(`map.${name}`, { number: at + 1 })}
                  inputMode="decimal"
                  autoComplete="off"
                  value={one[name]}
                  onChange={(event) => type(at, { [name]: event.currentTarget.value })}
                />
              ))}
            </div>
          ))}
          {lay.isPending && <Progress value={share * 100} aria-label={file.name} />}
          <div className={parts.row} style={{ justifyContent: 'flex-start' }}>
            <Button
              disabled={anchors.length < NEEDED || !anchors.every(isWhole)}
              loading={lay.isPending}
              onClick={() => lay.mutate(file)}
            >
              {t('map.lay')}
            </Button>
            {anchors.length > 0 && (
              <Button variant="default" onClick={() => setAnchors([])}>
                {t('map.again')}
              </Button>
            )}
          </div>
        </>
      )}
    </>
  )
}

/** The chosen picture as the page shows it, before it is sent. */
function usePreview(file: File | null): string | null {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    if (!file) {
      setAddress(null)
      return
    }
    const made = URL.createObjectURL(file)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return address
}

import { Button, FileButton, Progress, TextInput } from '@mantine/core'
import { type KeyboardEvent, type MouseEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type LayWardPictureData, layWardPicture, type WardMapRead } from '@/client'
import { sendInParts, unwrap, useAction } from '@/lib/api'
import { showDone, showProblem } from '@/ui/notices'
import parts from '@/ui/parts.module.css'
import { type Anchor, areFlat, isWhole, NEEDED, pairOf, placed } from './anchors'
import classes from './registry.module.css'
import { useLaid } from './use-laid'

/** A share of the picture that an arrow moves the last spot by. */
const STEP = 0.01
const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
const within = (share: number) => Math.min(1, Math.max(0, share))

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
    // Pressed by the keyboard it has no place of its own: it begins in the middle, and the arrows move it.
    const pressed = event.detail === 0
    const at = {
      x: pressed ? 0.5 : (event.clientX - box.left) / box.width,
      y: pressed ? 0.5 : (event.clientY - box.top) / box.height,
      latitude: '',
      longitude: '',
    }
    setAnchors((old) => (old.length < NEEDED ? [...old, at] : old))
  }
  const move = (event: KeyboardEvent) => {
    const [x, y] = ARROWS[event.key] ?? [0, 0]
    if (x === 0 && y === 0) return
    event.preventDefault()
    setAnchors((old) =>
      old.map((one, at) =>
        at === old.length - 1 ? { ...one, x: within(one.x + x * STEP), y: within(one.y + y * STEP) } : one,
      ),
    )
  }
  const type = (at: number, name: 'latitude' | 'longitude', text: string) =>
    setAnchors((old) =>
      old.map((one, index) => (index === at ? { ...one, ...(pairOf(text) ?? { [name]: text }) } : one)),
    )
  const owed = NEEDED - anchors.length
  const whole = owed === 0 && anchors.every(isWhole)
  const flat = whole && areFlat(anchors)
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
          <p className={parts.hint} role="status">
            {owed > 0 ? t('map.tap', { count: owed }) : t(whole && !flat ? 'map.ready' : 'map.typeNow')}
          </p>
          <button
            type="button"
            className={classes.mapPicture}
            onClick={tap}
            onKeyDown={move}
            aria-label={t('map.pictureOf')}
          >
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
                  onChange={(event) => type(at, name, event.currentTarget.value)}
                />
              ))}
            </div>
          ))}
          {flat && (
            <p className={parts.reason} role="alert">
              {t('map.flat')}
            </p>
          )}
          {lay.isPending && <Progress value={share * 100} aria-label={file.name} />}
          <div className={parts.row} style={{ justifyContent: 'flex-start' }}>
            <Button disabled={!whole || flat} loading={lay.isPending} onClick={() => lay.mutate(file)}>
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

import { Button, CloseButton } from '@mantine/core'
import { IconCamera, IconPhoto } from '@tabler/icons-react'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import parts from '@/ui/parts.module.css'
import classes from './Hazards.module.css'

type Props = { photos: File[]; onChange: (photos: File[]) => void }

const PICTURES = 'image/jpeg,image/png,image/webp'

/** Photos of a place before it is saved: taken on the spot, seen at once, sent once there is a record to send them to. */
export function PhotosField({ photos, onChange }: Props) {
  const { t } = useTranslation(['hazards', 'common'])
  const camera = useRef<HTMLInputElement>(null)
  const album = useRef<HTMLInputElement>(null)
  const shown = useMemo(() => photos.map((photo) => URL.createObjectURL(photo)), [photos])
  useEffect(
    () => () => {
      for (const address of shown) URL.revokeObjectURL(address)
    },
    [shown],
  )
  const take = (input: HTMLInputElement) => {
    onChange([...photos, ...(input.files ?? [])])
    input.value = ''
  }
  return (
    <fieldset className={parts.group}>
      <legend>
        {t('form.photos')} ({t('common:form.optional')})
      </legend>
      <input
        ref={camera}
        hidden
        type="file"
        aria-label={t('common:file.camera')}
        accept="image/*"
        capture="environment"
        onChange={(event) => take(event.currentTarget)}
      />
      <input
        ref={album}
        hidden
        type="file"
        aria-label={t('form.choosePhotos')}
        accept={PICTURES}
        multiple
        onChange={(event) => take(event.currentTarget)}
      />
      <div className={parts.stack}>
        <div className={classes.take}>
          <Button
            className={classes.camera}
            variant="default"
            leftSection={<IconCamera size={20} aria-hidden />}
            onClick={() => camera.current?.click()}
          >
            {t('common:file.camera')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconPhoto size={20} aria-hidden />}
            onClick={() => album.current?.click()}
          >
            {t('form.choosePhotos')}
          </Button>
        </div>
        {photos.length > 0 && (
          <ul className={classes.chosen}>
            {shown.map((address, at) => (
              <li key={address}>
                <img src={address} alt={t('measure.photo', { number: at + 1 })} />
                <CloseButton
                  aria-label={t('common:file.remove', { name: photos[at]?.name })}
                  onClick={() => onChange(photos.filter((_, other) => other !== at))}
                />
              </li>
            ))}
          </ul>
        )}
        <p className={parts.quiet} role="status">
          {photos.length > 0 && t('form.photosHelp', { count: photos.length })}
        </p>
      </div>
    </fieldset>
  )
}

import type { RecordFileRead } from '@/client'
import parts from '@/ui/parts.module.css'
import classes from './Hazards.module.css'

type Props = {
  legend: string
  photos: RecordFileRead[]
  /** Path of the place's files. */
  address: string
  value: string | null
  onChange: (file_id: string | null) => void
}

/** One of the place's photos, chosen by sight; pressed again it is none. */
export function PhotoChoice({ legend, photos, address, value, onChange }: Props) {
  return (
    <fieldset className={parts.group}>
      <legend>{legend}</legend>
      <div className={classes.photos}>
        {photos.map((photo) => (
          <button
            key={photo.id}
            type="button"
            className={classes.photo}
            aria-pressed={photo.id === value}
            onClick={() => onChange(photo.id === value ? null : photo.id)}
          >
            <img src={`${address}/${photo.id}?thumbnail=true`} alt={photo.alternative_text} loading="lazy" />
          </button>
        ))}
      </div>
    </fieldset>
  )
}

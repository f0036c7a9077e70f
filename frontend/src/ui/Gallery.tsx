import type { ReactNode } from 'react'
import classes from './Gallery.module.css'

export type Picture = {
  id: string
  /** Address of the whole picture; the small one is the same with `?thumbnail=true`. */
  href: string
  /** What it shows, for people who can't see it. */
  alt: string
  caption?: ReactNode
  /** What can be done with it. */
  action?: ReactNode
}

/** Photos of a record, small; each opens in full. */
export function Gallery({ pictures }: { pictures: Picture[] }) {
  if (pictures.length === 0) return null
  return (
    <ul className={classes.gallery}>
      {pictures.map((picture) => (
        <li key={picture.id}>
          <figure>
            <a href={picture.href} target="_blank" rel="noreferrer">
              <img src={`${picture.href}?thumbnail=true`} alt={picture.alt} loading="lazy" />
            </a>
            {picture.caption && <figcaption>{picture.caption}</figcaption>}
          </figure>
          {picture.action}
        </li>
      ))}
    </ul>
  )
}

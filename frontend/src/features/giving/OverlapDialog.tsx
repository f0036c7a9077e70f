import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '@/lib/api'
import { AskDialog } from '@/ui/AskDialog'
import parts from '@/ui/parts.module.css'

/** `about` is what it overlaps with, where the person may know. */
export type Overlap = { child_id: string; name: string; kind: string; about?: string }
export type Overlaps = { items: Overlap[]; strict: boolean }

/** What speaks against gifts, where that is why the server refused. */
export const overlapsOf = (error: unknown): Overlaps | null =>
  isProblem(error, 'overlapping_gift')
    ? { items: (error.extra.overlaps ?? []) as Overlap[], strict: error.extra.strict === true }
    : null

type Props = Overlaps & {
  busy: boolean
  onWithout: () => void
  onAnyway: (reason: string) => void
  onClose: () => void
}

/** What speaks against the gift of each child: leave them out, or say why they get it all the same. */
export function OverlapDialog({ items, strict, busy, onWithout, onAnyway, onClose }: Props) {
  const { t } = useTranslation('giving')
  const [why, setWhy] = useState('')
  const only = items.every((one) => one.kind === 'in_this_round')
  return (
    <AskDialog
      opened
      title={t('overlap.title', { count: new Set(items.map((one) => one.child_id)).size })}
      answer={
        <>
          <Button variant={strict || only ? 'filled' : 'default'} onClick={onWithout}>
            {t('overlap.without')}
          </Button>
          {!strict && !only && (
            <Button loading={busy} disabled={why.trim().length < 5} onClick={() => onAnyway(why.trim())}>
              {t('overlap.anyway')}
            </Button>
          )}
        </>
      }
      onClose={onClose}
    >
      <div className={parts.column}>
        <ul className={`${parts.plain} ${parts.dense}`}>
          {items.map((one, at) => (
            <li key={at} className={parts.row}>
              <strong>{one.name}</strong>
              <span>
                {t(`overlap.kind.${one.kind as 'in_this_round'}`)}
                {one.about && `: ${one.about}`}
              </span>
            </li>
          ))}
        </ul>
        {strict && <p className={parts.hint}>{t('overlap.strict')}</p>}
        {!strict && !only && (
          <TextInput
            label={t('overlap.why')}
            value={why}
            maxLength={500}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
        )}
      </div>
    </AskDialog>
  )
}

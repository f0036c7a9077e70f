import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ChildrenMoved, type MoveCreate, moveChildren } from '@/client'
import { today } from '@/lib/format'
import { useUnits } from '@/lib/use-units'
import { DateField } from '@/ui/DateField'
import { useVerb } from '@/ui/use-verb'
import classes from './Import.module.css'
import { children } from './record'

type Props = {
  chosen: ReadonlySet<string>
  onAll: () => void
  onClose: () => void
}

/** The chosen children live in another khu phố from a day on; for the ward. */
export function MoveBar({ chosen, onAll, onClose }: Props) {
  const { t } = useTranslation(['children', 'common'])
  const units = useUnits('child:correct')
  const [unit_id, setUnit] = useState<string | null>(null)
  const [on_day, setDay] = useState<string | null>(today())
  const move = useVerb<ChildrenMoved, MoveCreate>(
    { texts: 'children', stale: [children.all] },
    {
      done: 'moved',
      call: (body, headers) => moveChildren({ body, headers }),
      onDone: onClose,
    },
  )
  const tooMany = chosen.size > 200
  return (
    <section className={classes.moving} aria-label={t('move.title')}>
      <strong role="status">{t(tooMany ? 'move.tooMany' : 'move.chosen', { count: chosen.size })}</strong>
      <Button variant="default" onClick={onAll}>
        {t('move.all')}
      </Button>
      <Select
        label={t('move.to')}
        data={units.places}
        value={unit_id}
        onChange={setUnit}
        searchable
        comboboxProps={{ position: 'top' }}
      />
      <DateField label={t('move.on')} value={on_day} onChange={setDay} />
      <Button variant="default" onClick={onClose}>
        {t('common:action.cancel')}
      </Button>
      <Button
        loading={move.isPending}
        disabled={!unit_id || !on_day || chosen.size === 0 || tooMany}
        onClick={() => unit_id && on_day && move.mutate({ child_ids: [...chosen], unit_id, on_day })}
      >
        {t('move.send', { count: chosen.size })}
      </Button>
    </section>
  )
}

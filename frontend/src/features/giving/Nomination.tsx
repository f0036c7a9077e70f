import { Button, Select, Switch, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Nominated, type NominationCreate, nominateChildren, type RoundRead } from '@/client'
import { useSession } from '@/lib/session'
import { showProblem } from '@/ui/notices'
import { useVerb } from '@/ui/use-verb'
import classes from './Giving.module.css'
import { type Overlap, OverlapDialog, type Overlaps, overlapsOf } from './OverlapDialog'

/** What was asked about, and the parts still to be sent: the one that it is about first. */
type Asked = Overlaps & { rest: string[][] }

const STALE = [['giving'], ['gift-lines'], ['gift-rounds']]
/** Children that the server takes in one go. */
const AT_ONCE = 200

const inParts = (ids: string[]) =>
  Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, at) =>
    ids.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
  )

type Props = {
  round: RoundRead
  /** Who was chosen; in parts where they are many. */
  child_ids: string[]
  /** These are on the list now, or were left out. */
  onOut: (ids: ReadonlySet<string>) => void
}

/** The chosen children go on the list with one reason; what speaks against a gift is asked about. */
export function Nomination({ round, child_ids, onOut }: Props) {
  const { t } = useTranslation('giving')
  const session = useSession()
  const navigate = useNavigate()
  const [reason, setReason] = useState('')
  const [reserve, setReserve] = useState(false)
  const own = round.nominators.filter((one) => session.units.some((unit) => unit.id === one.unit_id))
  const [unit_id, setUnit] = useState<string | null>(own.length === 1 ? (own[0]?.unit_id ?? null) : null)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [sending, setSending] = useState(false)
  const add = useVerb<Nominated, NominationCreate>(
    { texts: 'giving', stale: STALE },
    {
      done: 'nominated',
      quiet: true,
      call: (body, headers) => nominateChildren({ path: { round_id: round.id }, body, headers }),
    },
  )
  /** `override_reason` is of the first part alone: of the others nobody has seen yet what speaks against them. */
  const send = async (parts: string[][], override_reason = '') => {
    setSending(true)
    const sent = new Set<string>()
    try {
      for (const [at, part] of parts.entries()) {
        if (part.length === 0) continue
        try {
          await add.mutateAsync({
            child_ids: part,
            unit_id,
            reason: reason.trim(),
            reserve,
            override_reason: at === 0 ? override_reason : '',
          })
        } catch (error) {
          const found = overlapsOf(error)
          if (found) setAsked({ ...found, rest: parts.slice(at) })
          else showProblem(error as Error)
          onOut(sent)
          return
        }
        for (const id of part) sent.add(id)
      }
    } finally {
      setSending(false)
    }
    navigate({ to: '/gift-rounds/$roundId', params: { roundId: round.id } })
  }
  const idsOf = (items: Overlap[]) => new Set(items.map((one) => one.child_id))
  return (
    <>
      {child_ids.length > 0 && (
        <div className={classes.chosen} role="status">
          <strong>{t('nominate.chosen', { count: child_ids.length })}</strong>
          {own.length > 1 && (
            <Select
              aria-label={t('line.unit')}
              placeholder={t('line.unit')}
              data={own.map((one) => ({ value: one.unit_id, label: one.unit_name }))}
              value={unit_id}
              onChange={setUnit}
            />
          )}
          <TextInput
            className={classes.grow}
            aria-label={t('nominate.reason')}
            placeholder={t('nominate.reason')}
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Switch
            label={t('nominate.reserve')}
            checked={reserve}
            onChange={(event) => setReserve(event.currentTarget.checked)}
          />
          <Button className={classes.send} loading={sending} onClick={() => send(inParts(child_ids))}>
            {t('nominate.send', { count: child_ids.length })}
          </Button>
        </div>
      )}
      {asked && (
        <OverlapDialog
          {...asked}
          busy={sending}
          onWithout={() => {
            onOut(idsOf(asked.items))
            setAsked(null)
          }}
          onAnyway={(why) => {
            const twice = idsOf(asked.items.filter((one) => one.kind === 'in_this_round'))
            setAsked(null)
            send(
              asked.rest.map((part) => part.filter((id) => !twice.has(id))),
              why,
            )
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  )
}

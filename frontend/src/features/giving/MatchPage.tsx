import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FoundChild, RoundRead } from '@/client'
import { EmptyState } from '@/ui/EmptyState'
import { LookUp } from '@/ui/LookUp'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { Nomination } from './Nomination'
import { OneRound } from './OneRound'

/** A list that somebody else made: who of it is in the register goes on the list of the round. */
export default function MatchPage() {
  const { t } = useTranslation('giving')
  return (
    <OneRound>
      {(round) =>
        round.allowed_actions.includes('nominate') ? (
          <Match round={round} />
        ) : (
          <EmptyState page title={t('nominate.closed')}>
            {t('nominate.closedHelp')}
          </EmptyState>
        )
      }
    </OneRound>
  )
}

function Match({ round }: { round: RoundRead }) {
  const { t } = useTranslation('giving')
  const [out, setOut] = useState<ReadonlySet<string>>(new Set())
  return (
    <>
      <PageHeader
        title={t('match.title')}
        meta={
          <Link to="/gift-rounds/$roundId" params={{ roundId: round.id }}>
            {round.title}
          </Link>
        }
      />
      <LookUp lead={t('match.lead')}>
        {(chosen) => (
          <Chosen
            round={round}
            chosen={chosen}
            out={out}
            onOut={(ids) => setOut(new Set([...out, ...ids]))}
          />
        )}
      </LookUp>
    </>
  )
}

type ChosenProps = {
  round: RoundRead
  chosen: FoundChild[]
  /** Who is on the list already, or was left out. */
  out: ReadonlySet<string>
  onOut: (ids: ReadonlySet<string>) => void
}

/** Those who are here and under 16 can be put on a list; of the others it is said how many they are. */
function Chosen({ round, chosen, out, onOut }: ChosenProps) {
  const { t } = useTranslation('giving')
  const here = chosen.filter((child) => child.presence === 'here')
  const gone = chosen.length - here.length
  return (
    <>
      {gone > 0 && <p className={parts.hint}>{t('match.gone', { count: gone })}</p>}
      <Nomination
        round={round}
        child_ids={here.map((child) => child.id).filter((id) => !out.has(id))}
        onOut={onOut}
      />
    </>
  )
}

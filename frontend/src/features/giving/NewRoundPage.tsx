import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createGiftRound, type RoundCreate } from '@/client'
import { useListSearch } from '@/lib/list-search'
import { may, useSession } from '@/lib/session'
import { PageHeader } from '@/ui/PageHeader'
import { useUnsavedDraft } from '@/ui/use-unsaved-draft'
import { RoundForm } from './RoundForm'
import { rounds } from './record'
import { bodyOf, freshValues, type Prefill } from './values'

/** A round that is being planned; from an assignment it comes filled in, and proves it. */
export default function NewRoundPage() {
  const { t } = useTranslation('giving')
  const { search } = useListSearch()
  const session = useSession()
  const navigate = useNavigate()
  const ofWard = may(session, 'gift_round:correct')
  const [initial] = useState(() =>
    freshValues({ ...search } as Prefill, ofWard ? null : (search.unit_id ?? session.units[0]?.id ?? null)),
  )
  const draft = useUnsavedDraft(`round:new:${search.assignment_id ?? ''}`, initial)
  const create = rounds.useVerb<RoundCreate>({
    done: 'created',
    quiet: true,
    call: (body, headers) => createGiftRound({ body, headers }),
    onDone: (round) => {
      draft.forget()
      navigate({ to: '/gift-rounds/$roundId', params: { roundId: round.id }, replace: true })
    },
  })
  return (
    <>
      <PageHeader title={t('form.newTitle')} />
      <RoundForm
        draft={draft}
        error={create.error}
        busy={create.isPending}
        save={t('form.saveNew')}
        onSave={(values) =>
          create.mutate({
            ...bodyOf(values),
            assignment_ids: search.assignment_id ? [search.assignment_id] : [],
          })
        }
      />
    </>
  )
}

import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type RoundRead, type RoundUpdate, updateGiftRound } from '@/client'
import { ifMatch } from '@/lib/api'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { useUnsavedDraft } from '@/ui/use-unsaved-draft'
import { OneRound } from './OneRound'
import { RoundForm } from './RoundForm'
import { rounds } from './record'
import { bodyOf, valuesOf } from './values'

export default function EditRoundPage() {
  const { t } = useTranslation('giving')
  return (
    <OneRound>
      {(round) =>
        round.allowed_actions.includes('edit') ? (
          // Another version is another form: what was typed for an old one must not overwrite it unseen.
          <Form key={`${round.id}:${round.version}`} round={round} />
        ) : (
          <EmptyState page title={t('form.locked')}>
            {t('form.lockedHelp')}
          </EmptyState>
        )
      }
    </OneRound>
  )
}

function Form({ round }: { round: RoundRead }) {
  const { t } = useTranslation('giving')
  const navigate = useNavigate()
  const draft = useUnsavedDraft(`round:${round.id}:${round.version}`, valuesOf(round))
  const save = rounds.useVerb<RoundUpdate>({
    done: 'saved',
    quiet: true,
    call: (body) => updateGiftRound({ path: { round_id: round.id }, headers: ifMatch(round), body }),
    onDone: () => {
      draft.forget()
      navigate({ to: '/gift-rounds/$roundId', params: { roundId: round.id }, replace: true })
    },
  })
  return (
    <>
      <PageHeader title={t('form.editTitle')} meta={round.title} />
      <RoundForm
        draft={draft}
        error={save.error}
        busy={save.isPending}
        save={t('form.save')}
        onSave={(values) => save.mutate(bodyOf(values))}
      />
    </>
  )
}

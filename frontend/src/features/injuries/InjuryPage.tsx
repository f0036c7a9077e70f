import { Card } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { cancelInjury, type InjuryRead } from '@/client'
import { ifMatch } from '@/lib/api'
import { formatDate } from '@/lib/format'
import { Facts } from '@/ui/Facts'
import { LinkButton } from '@/ui/LinkButton'
import parts from '@/ui/parts.module.css'
import { ReasonButton } from '@/ui/ReasonButton'
import { RecordPage } from '@/ui/RecordPage'
import { StateChip } from '@/ui/StateChip'
import { OneInjury } from './OneInjury'
import { injuries } from './record'
import { isSensitive } from './words'

export default function InjuryPage() {
  return <OneInjury>{(injury) => <Page injury={injury} />}</OneInjury>
}

function Page({ injury }: { injury: InjuryRead }) {
  const { t } = useTranslation(['injuries', 'common'])
  const may = (verb: InjuryRead['allowed_actions'][number]) => injury.allowed_actions.includes(verb)
  return (
    <RecordPage
      title={`${t(`cause.${injury.cause}`)}, ${formatDate(injury.happened_on)}`}
      meta={[injury.unit_name, injury.code].join(' · ')}
      state={<StateChip state={injury.state} />}
      action={
        may('edit') && (
          <LinkButton variant="default" to="/injuries/$injuryId/edit" params={{ injuryId: injury.id }}>
            {t('action.edit')}
          </LinkButton>
        )
      }
      secondary={may('cancel') && <Cancel injury={injury} />}
      history={{ events: injury.history, texts: 'injuries' }}
    >
      {isSensitive(injury.cause) && <p className={parts.hint}>{t('form.sensitive')}</p>}
      <Card className={parts.card}>
        <Facts
          facts={[
            [t('form.age_band'), t(`age.${injury.age_band}`)],
            [t('form.sex'), t(`sex.${injury.sex}`)],
            [t('form.outcome'), t(`outcome.${injury.outcome}`)],
            [t('form.place_kind'), t(`place.${injury.place_kind}`)],
            [t('form.care'), t(`care.${injury.care}`)],
            [t('form.place_unit_id'), injury.place_unit_name],
            [
              t('form.hazard_site_id'),
              injury.hazard_site_id && injury.hazard_site_title && (
                <Link to="/hazards/$hazardId" params={{ hazardId: injury.hazard_site_id }}>
                  {injury.hazard_site_title}
                </Link>
              ),
            ],
          ]}
        />
      </Card>
    </RecordPage>
  )
}

function Cancel({ injury }: { injury: InjuryRead }) {
  const { t } = useTranslation(['injuries', 'common'])
  const cancel = injuries.useVerb<string>({
    done: 'cancelled',
    call: (reason) =>
      cancelInjury({ path: { injury_id: injury.id }, headers: ifMatch(injury), body: { reason } }),
  })
  return (
    <ReasonButton
      variant="subtle"
      color="gray"
      verb={cancel}
      title={t('cancel.title', { code: injury.code })}
      label={t('common:record.whyCancel')}
      help={t('cancel.help')}
      send={t('cancel.send')}
    >
      {t('action.cancel')}
    </ReasonButton>
  )
}

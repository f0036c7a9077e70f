import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type CommunicationVerb, takeDownBanner } from '@/client'
import { ifMatch } from '@/lib/api'
import { today } from '@/lib/format'
import { events } from './record'

type Props = { banner: { id: string; version: number; allowed_actions: CommunicationVerb[] } }

/** "Đã tháo hôm nay", while it hangs and the person may say so. */
export function TakeDownButton({ banner }: Props) {
  const { t } = useTranslation('communications')
  const down = events.useVerb({
    done: 'takenDown',
    call: () =>
      takeDownBanner({
        path: { event_id: banner.id },
        headers: ifMatch(banner),
        body: { taken_down_on: today() },
      }),
  })
  if (!banner.allowed_actions.includes('take_down')) return null
  return (
    <Button variant="default" loading={down.isPending} onClick={() => down.mutate()}>
      {t('banner.takeDown')}
    </Button>
  )
}

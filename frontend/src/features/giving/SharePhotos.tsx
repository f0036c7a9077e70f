import { useTranslation } from 'react-i18next'
import { attachGiftShareFile, removeGiftShareFile, type ShareRead } from '@/client'
import { FilesCard } from '@/ui/FilesCard'
import parts from '@/ui/parts.module.css'
import { shares } from './record'

/** Photos of handing over, while the family consents; where it doesn't yet, the way there. */
export function SharePhotos({ share }: { share: ShareRead }) {
  const { t } = useTranslation('giving')
  const path = { share_id: share.id }
  // Only who looks after the child is told of deliveries: nobody else could record a consent.
  if (share.state === 'delivered' && share.deliveries.length > 0 && !share.photo_consent)
    return <p className={parts.quiet}>{t('shareAction.noPhoto')}</p>
  return (
    <FilesCard
      of={shares}
      record={share}
      attach={(upload_id, attempt) =>
        attachGiftShareFile({ path, body: { upload_id, kind: 'photo', alternative_text: '' }, ...attempt })
      }
      remove={(file_id) => removeGiftShareFile({ path: { ...path, file_id } })}
      takes="photos"
    />
  )
}

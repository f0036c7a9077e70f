import { Button, Card, FileButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { layWardOutline, type OutlineUpdate, removeWardPicture, type WardMapRead } from '@/client'
import { ifMatch, unwrap, useAction } from '@/lib/api'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { ErrorState } from '@/ui/ErrorState'
import { WardMap } from '@/ui/map'
import { wardMapQuery } from '@/ui/map/ward-map'
import { showDone, showProblem } from '@/ui/notices'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { CardsSkeleton } from '@/ui/Skeletons'
import { PictureForm } from './PictureForm'
import { useLaid } from './use-laid'

/** What the ward lays under its maps: an outline of khu phố, a picture of a paper map, or both. */
export default function WardMapPage() {
  const { t } = useTranslation('registry')
  const ward = useQuery(wardMapQuery)
  return (
    <>
      <PageHeader title={t('map.title')} />
      {ward.isPending && <CardsSkeleton cards={2} />}
      {ward.isError && <ErrorState error={ward.error} onRetry={() => ward.refetch()} />}
      {ward.data && (
        <div className={parts.column}>
          <p style={{ margin: 0 }}>{t('map.lead')}</p>
          <Suspense fallback={null}>
            <WardMap label={t('map.title')} />
          </Suspense>
          {ward.data.may_change && (
            <>
              <OutlineCard ward={ward.data} />
              <PictureCard ward={ward.data} />
            </>
          )}
        </div>
      )}
    </>
  )
}

const EMPTY: OutlineUpdate = { type: 'FeatureCollection', features: [] }

function OutlineCard({ ward }: { ward: WardMapRead }) {
  const { t } = useTranslation('registry')
  const laid = useLaid()
  const [unread, setUnread] = useState(false)
  const [removing, setRemoving] = useState(false)
  const lay = useAction<OutlineUpdate, WardMapRead>({
    action: (body) => layWardOutline({ body, headers: ifMatch(ward) }).then(unwrap),
    onSuccess: (now) => {
      laid(now)
      showDone(t('map.laid'))
    },
    onError: showProblem,
  })
  const take = async (file: File | null) => {
    if (!file) return
    try {
      const read: OutlineUpdate = JSON.parse(await file.text())
      setUnread(false)
      lay.mutate(read)
    } catch {
      setUnread(true)
    }
  }
  return (
    <Card component="section" aria-labelledby="outline" className={parts.card}>
      <h2 id="outline">{t('map.outline')}</h2>
      <p className={parts.quiet}>{t('map.outlineHelp')}</p>
      {ward.areas.length > 0 && <p style={{ margin: 0 }}>{t('map.areas', { count: ward.areas.length })}</p>}
      {unread && (
        <p role="alert" className={parts.reason}>
          {t('map.unread')}
        </p>
      )}
      <div className={parts.row} style={{ justifyContent: 'flex-start' }}>
        <FileButton onChange={take} accept=".geojson,.json,application/geo+json,application/json">
          {(props) => (
            <Button {...props} loading={lay.isPending}>
              {t('map.chooseOutline')}
            </Button>
          )}
        </FileButton>
        {ward.areas.length > 0 && (
          <Button variant="default" onClick={() => setRemoving(true)}>
            {t('map.removeOutline')}
          </Button>
        )}
      </div>
      <ConfirmDialog
        opened={removing}
        title={t('map.removeOutlineTitle', { count: ward.areas.length })}
        confirm={t('map.removeOutline')}
        busy={lay.isPending}
        onConfirm={() => lay.mutate(EMPTY, { onSuccess: () => setRemoving(false) })}
        onClose={() => setRemoving(false)}
      >
        {t('map.removeHelp')}
      </ConfirmDialog>
    </Card>
  )
}

function PictureCard({ ward }: { ward: WardMapRead }) {
  const { t } = useTranslation('registry')
  const laid = useLaid()
  const [removing, setRemoving] = useState(false)
  const remove = useAction<void, WardMapRead>({
    action: () => removeWardPicture({ headers: ifMatch(ward) }).then(unwrap),
    onSuccess: (now) => {
      laid(now)
      showDone(t('map.removed'))
    },
    onError: showProblem,
  })
  return (
    <Card component="section" aria-labelledby="picture" className={parts.card}>
      <h2 id="picture">{t('map.picture')}</h2>
      <p className={parts.quiet}>{t('map.pictureHelp')}</p>
      {ward.picture_id && (
        <Button variant="default" style={{ alignSelf: 'flex-start' }} onClick={() => setRemoving(true)}>
          {t('map.removePicture')}
        </Button>
      )}
      <PictureForm />
      <ConfirmDialog
        opened={removing}
        title={t('map.removePictureTitle')}
        confirm={t('map.removePicture')}
        busy={remove.isPending}
        onConfirm={() => remove.mutate(undefined, { onSuccess: () => setRemoving(false) })}
        onClose={() => setRemoving(false)}
      >
        {t('map.removeHelp')}
      </ConfirmDialog>
    </Card>
  )
}

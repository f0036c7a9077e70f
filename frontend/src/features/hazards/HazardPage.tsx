import { Button, Card, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  attachHazardFile,
  cancelHazard,
  closeHazard,
  type HazardRead,
  removeHazardFile,
  reopenHazard,
} from '@/client'
import { ifMatch } from '@/lib/api'
import { formatDate } from '@/lib/format'
import { may, useSession } from '@/lib/session'
import { Chip } from '@/ui/Chip'
import { Deadline } from '@/ui/Deadline'
import { Facts } from '@/ui/Facts'
import { FilesCard } from '@/ui/FilesCard'
import { LinkButton, LinkItem } from '@/ui/LinkButton'
import { WardMap } from '@/ui/map'
import parts from '@/ui/parts.module.css'
import { ReasonDialog } from '@/ui/ReasonDialog'
import { RecordPage } from '@/ui/RecordPage'
import { StateChip } from '@/ui/StateChip'
import { injuriesQuery } from './api'
import { MeasuresCard } from './MeasuresCard'
import { NextStep } from './NextStep'
import { OneHazard } from './OneHazard'
import { dropPhotos, handedPhotos } from './photos'
import { RiskChip } from './RiskChip'
import { hazards } from './record'

/** One unsafe place: the next step first, then what it is, what was done, photos, history. */
export default function HazardPage() {
  return <OneHazard>{(site) => <Page site={site} />}</OneHazard>
}

function Page({ site }: { site: HazardRead }) {
  const { t } = useTranslation(['hazards', 'common'])
  const path = { hazard_id: site.id }
  const [first] = useState(() => handedPhotos(site.id))
  const [before] = useState(site.files.length)
  const going = site.files.length - before < first.length
  useEffect(() => () => dropPhotos(site.id), [site.id])
  return (
    <RecordPage
      title={site.title}
      meta={[t(`kind.${site.kind}`), site.place_unit_name, site.code].filter(Boolean).join(' · ')}
      state={
        <>
          <StateChip state={site.state} /> <RiskChip risk={site.risk} />
        </>
      }
      action={
        site.allowed_actions.includes('edit') && (
          <LinkButton variant="default" to="/hazards/$hazardId/edit" params={{ hazardId: site.id }}>
            {t('action.edit')}
          </LinkButton>
        )
      }
      secondary={<MoreMenu site={site} />}
      reasons={[
        site.reopen_reason && site.state !== 'closed' && t('reopenedWith', { reason: site.reopen_reason }),
        site.cancel_reason && t('cancelledWith', { reason: site.cancel_reason }),
      ]}
      assignments={{ title: t('assignments'), assignments: site.assignments }}
      files={
        <FilesCard
          of={hazards}
          record={site}
          attach={(upload_id, attempt) => attachHazardFile({ path, body: { upload_id }, ...attempt })}
          remove={(file_id) => removeHazardFile({ path: { ...path, file_id } })}
          first={first}
        >
          {going && <p className={parts.hint}>{t('photosGo')}</p>}
        </FilesCard>
      }
      history={{ events: site.history, texts: 'hazards' }}
    >
      <Due site={site} />
      <NextStep site={site} />
      <FactsCard site={site} />
      <MeasuresCard site={site} />
      <InjuriesCard site={site} />
    </RecordPage>
  )
}

/** By when the next step is due, in words and by which rule. */
function Due({ site }: { site: HazardRead }) {
  const { t } = useTranslation('hazards')
  if (!site.due) return null
  const { name, legal_basis, last_on, missing_year } = site.due
  return (
    <p className={parts.row} style={{ justifyContent: 'flex-start', margin: 0 }}>
      {last_on ? (
        <Deadline due={last_on} inclusive />
      ) : (
        <Chip tone="warm" shape="diamond">
          {t('due.missing', { year: missing_year })}
        </Chip>
      )}
      <span className={parts.quiet}>
        {name} ({legal_basis})
      </span>
    </p>
  )
}

type Asking = 'close' | 'reopen' | 'cancel'

/** Steps that owe a reason, and a child who was hurt there. */
function MoreMenu({ site }: { site: HazardRead }) {
  const { t } = useTranslation(['hazards', 'common'])
  const session = useSession()
  const [open, setOpen] = useState<Asking | null>(null)
  const call = { close: closeHazard, reopen: reopenHazard, cancel: cancelHazard }
  const verb = hazards.useVerb<string>({
    done: (record) =>
      record.state === 'closed' ? 'closed' : record.state === 'cancelled' ? 'cancelled' : 'reopened',
    call: (reason) =>
      call[open ?? 'close']({ path: { hazard_id: site.id }, headers: ifMatch(site), body: { reason } }),
    onDone: () => setOpen(null),
  })
  const asked = (['close', 'reopen', 'cancel'] as const).filter((one) => site.allowed_actions.includes(one))
  const records = may(session, 'injury:write')
  if (asked.length === 0 && !records) return null
  return (
    <>
      <Menu>
        <Menu.Target>
          <Button variant="default" leftSection={<IconDots size={18} aria-hidden />}>
            {t('common:action.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {asked.map((one) => (
            <Menu.Item key={one} onClick={() => setOpen(one)}>
              {t(`action.${one}`)}
            </Menu.Item>
          ))}
          {records && (
            <LinkItem
              to="/injuries/new"
              search={{
                hazard_site_id: site.id,
                place_unit_id: site.place_unit_id ?? undefined,
                site: site.title,
              }}
            >
              {t('action.injury')}
            </LinkItem>
          )}
        </Menu.Dropdown>
      </Menu>
      {open && (
        <ReasonDialog
          opened
          title={t(`ask.${open}.title`, { title: site.title })}
          label={t(`ask.${open}.label`)}
          help={t('ask.help')}
          send={t(`action.${open}`)}
          busy={verb.isPending}
          onSend={verb.mutate}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}

function FactsCard({ site }: { site: HazardRead }) {
  const { t } = useTranslation(['hazards', 'common'])
  const [onMap, setOnMap] = useState(false)
  const { latitude, longitude } = site
  return (
    <Card className={parts.card}>
      <Facts
        facts={[
          [t('form.owner_unit_ids'), site.owners.map((one) => one.name).join(', ') || t('facts.nobody')],
          [t('form.likelihood'), t(`level.${site.likelihood}`)],
          [t('form.harm'), t(`level.${site.harm}`)],
          [
            t('column.found_on'),
            [formatDate(site.found_on), site.found_by, site.unit_name].filter(Boolean).join(' · '),
          ],
          [t('facts.inspected_on'), site.inspected_on && formatDate(site.inspected_on)],
          [t('facts.safe_on'), site.safe_on && formatDate(site.safe_on)],
          [t('facts.closed_on'), site.closed_on && formatDate(site.closed_on)],
          [t('form.description'), site.description],
        ]}
      />
      {latitude !== null && longitude !== null && (
        <>
          <Button
            variant="default"
            className="no-print"
            style={{ alignSelf: 'flex-start' }}
            aria-expanded={onMap}
            onClick={() => setOnMap(!onMap)}
          >
            {t('facts.onMap')}
          </Button>
          {onMap && (
            <Suspense fallback={null}>
              <WardMap label={t('map.title')} picked={{ latitude, longitude }} />
            </Suspense>
          )}
        </>
      )}
    </Card>
  )
}

/** Who was hurt there, as far as the reader may see. */
function InjuriesCard({ site }: { site: HazardRead }) {
  const { t } = useTranslation('hazards')
  const reads = may(useSession(), 'injury:read')
  const count = useQuery({ ...injuriesQuery(site.id), enabled: reads }).data?.items.length ?? 0
  if (count === 0) return null
  return (
    <p className={parts.hint}>
      <Link to="/injuries" search={{ hazard_site_id: site.id }}>
        {t('injuries', { count })}
      </Link>
    </p>
  )
}

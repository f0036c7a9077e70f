import { Button, Menu, Textarea } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import {
  approveIncidentExport,
  type CaseOfferCreate,
  type CaseRead,
  type HandToCarer,
  handIncidentChildToCarer,
  offerIncidentCase,
  type PoliceCreate,
  reopenIncidentCase,
  tellPoliceOfIncidentCase,
} from '@/client'
import { ifMatch } from '@/lib/api'
import { today } from '@/lib/format'
import { DateField } from '@/ui/DateField'
import { FormDialog } from '@/ui/FormDialog'
import { useMadeFile } from '@/ui/use-made-file'
import { useRecordForm } from '@/ui/use-record-form'
import { ofDialog, useCaseVerb } from './api'
import { CloseDialog } from './CloseDialog'
import { KeptReasonDialog } from './KeptReason'
import { PoliceDialog } from './PoliceDialog'
import { useBegin } from './use-begin'
import { useKeptDraft, useKeptState } from './use-kept'
import { WardField } from './WardField'
import type { PaperKind } from './words'

type Open = 'police' | 'carer' | 'offer' | 'close' | 'reopen' | { skip: PaperKind } | null

/** What is done now and then: other papers, the police, another ward, the whole file on paper. */
export function CaseMenu({ one }: { one: CaseRead }) {
  const { t } = useTranslation(['incidents', 'common'])
  const [open, setOpen] = useKeptState<Open>(`menu:${one.id}`, null)
  const close = () => setOpen(null)
  const may = (verb: CaseRead['allowed_actions'][number]) => one.allowed_actions.includes(verb)
  const of = { path: { case_id: one.id }, headers: ifMatch(one) }
  const begin = useBegin(one.id)
  const file = useMadeFile()
  const police = useCaseVerb<PoliceCreate>({
    done: 'police',
    quiet: true,
    call: (body) => tellPoliceOfIncidentCase({ ...of, body }),
    onDone: close,
  })
  const reopen = useCaseVerb<string>({
    done: 'reopened',
    call: (reason) => reopenIncidentCase({ ...of, body: { reason } }),
    onDone: close,
  })
  const letGo = useCaseVerb({ done: 'exportApproved', call: () => approveIncidentExport(of) })
  // Who decides may close early; the server asks for the ground.
  const closesEarly = may('approve_export') && may('write')
  const whole = (format: string) => `/api/v1/incident-cases/${one.id}/document?format=${format}`
  if (!one.full) return null
  return (
    <>
      <Menu position="bottom-end" middlewares={{ flip: true, shift: true, size: { padding: 12 } }}>
        <Menu.Target>
          <Button
            variant="default"
            loading={file.isPending || begin.isPending}
            leftSection={<IconDots size={18} aria-hidden />}
          >
            {t('common:action.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown style={{ overflowY: 'auto' }}>
          {one.next.papers.length > 0 && may('write') && (
            <>
              <Menu.Label>{t('menu.papers')}</Menu.Label>
              {one.next.papers.map((kind) => (
                <Menu.Item key={kind} onClick={() => begin.mutate({ kind })}>
                  {t(`paper.${kind}`)}
                </Menu.Item>
              ))}
            </>
          )}
          {one.next.skips.length > 0 && may('write') && (
            <>
              <Menu.Label>{t('menu.skips')}</Menu.Label>
              {one.next.skips.map((kind) => (
                <Menu.Item key={kind} onClick={() => setOpen({ skip: kind })}>
                  {t(`paper.${kind}`)}…
                </Menu.Item>
              ))}
            </>
          )}
          <Menu.Label>{t('menu.case')}</Menu.Label>
          {may('police') && <Menu.Item onClick={() => setOpen('police')}>{t('police.open')}</Menu.Item>}
          {may('hand_to_carer') && one.clocks.some(isHandOver) && (
            <Menu.Item onClick={() => setOpen('carer')}>{t('carer.open')}</Menu.Item>
          )}
          {may('offer') && <Menu.Item onClick={() => setOpen('offer')}>{t('offer.open')}</Menu.Item>}
          {may('reopen') && <Menu.Item onClick={() => setOpen('reopen')}>{t('reopen.open')}</Menu.Item>}
          {may('approve_export') && one.export_approved_at === null && (
            <Menu.Item onClick={() => letGo.mutate()}>{t('menu.export')}</Menu.Item>
          )}
          {closesEarly && one.state !== 'reviewed' && (
            <Menu.Item onClick={() => setOpen('close')}>{t('closing.early')}</Menu.Item>
          )}
          <Menu.Item onClick={() => file.mutate(whole('docx'))}>{t('document.wholeWord')}</Menu.Item>
          <Menu.Item onClick={() => file.mutate(whole('pdf'))}>{t('document.wholePdf')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open === 'police' && <PoliceDialog of={one.id} verb={police} onClose={close} />}
      {open === 'carer' && <CarerDialog one={one} onClose={close} />}
      {open === 'offer' && <OfferDialog one={one} onClose={close} />}
      {open === 'close' && <CloseDialog one={one} onClose={close} />}
      <KeptReasonDialog
        name={`reopen:${one.id}`}
        opened={open === 'reopen'}
        title={t('reopen.open')}
        label={t('reopen.why')}
        help={t('reopen.help')}
        send={t('reopen.send')}
        busy={reopen.isPending}
        onSend={(reason) => reopen.mutate(reason)}
        onClose={close}
      />
      {open !== null && typeof open === 'object' && (
        <SkipDialog
          of={one.id}
          kind={open.skip}
          busy={begin.isPending}
          onSend={(ground) => begin.mutate({ kind: open.skip, ground })}
          onClose={close}
        />
      )}
    </>
  )
}

const isHandOver = (clock: CaseRead['clocks'][number]) => clock.running && clock.code === 'case.hand_over'

type SkipProps = {
  /** Id of the case. */
  of: string
  kind: PaperKind
  busy: boolean
  onSend: (ground: string) => void
  onClose: () => void
}

/** A step of the course is left out: the legal ground stands in the paper. */
function SkipDialog({ of, kind, busy, onSend, onClose }: SkipProps) {
  const { t } = useTranslation('incidents')
  const form = useRecordForm({
    values: useKeptDraft(`skip:${kind}:${of}`, { ground: '' }),
    error: null,
    refusals: ofDialog,
    checks: ({ ground }) => [['ground', ground.trim().length < 10, t('ground.missing')]],
    onSave: ({ ground }) => onSend(ground.trim()),
  })
  return (
    <FormDialog title={t(`paper.${kind}`)} form={form} busy={busy} send={t('ground.send')} onClose={onClose}>
      <Textarea
        {...form.field('ground')}
        label={t('ground.label')}
        description={t('ground.help')}
        autosize
        minRows={2}
        maxLength={300}
        data-autofocus
      />
    </FormDialog>
  )
}

function CarerDialog({ one, onClose }: { one: CaseRead; onClose: () => void }) {
  const { t } = useTranslation('incidents')
  const hand = useCaseVerb<HandToCarer>({
    done: 'handedToCarer',
    quiet: true,
    call: (body) => handIncidentChildToCarer({ path: { case_id: one.id }, headers: ifMatch(one), body }),
    onDone: onClose,
  })
  const form = useRecordForm({
    values: useKeptDraft(`carer:${one.id}`, { on: today() as string | null }),
    error: hand.error,
    refusals: ofDialog,
    checks: ({ on }) => [['on', !on, t('form.dayMissing')]],
    onSave: ({ on }) => hand.mutate({ on: on ?? '' }),
  })
  return (
    <FormDialog
      title={t('carer.open')}
      form={form}
      busy={hand.isPending}
      send={t('carer.send')}
      onClose={onClose}
    >
      <DateField {...form.field('on')} label={t('carer.on')} description={t('carer.help')} />
    </FormDialog>
  )
}

function OfferDialog({ one, onClose }: { one: CaseRead; onClose: () => void }) {
  const { t } = useTranslation('incidents')
  const offer = useCaseVerb<CaseOfferCreate>({
    done: 'offered',
    quiet: true,
    call: (body) => offerIncidentCase({ path: { case_id: one.id }, headers: ifMatch(one), body }),
    onDone: onClose,
  })
  const form = useRecordForm({
    values: useKeptDraft(`offer:${one.id}`, { ward_code: null as string | null, reason: '' }),
    error: offer.error,
    refusals: ofDialog,
    checks: ({ ward_code, reason }) => [
      ['ward_code', !ward_code, t('offer.wardMissing')],
      ['reason', reason.trim().length < 5, t('form.reasonMissing')],
    ],
    onSave: ({ ward_code, reason }) => offer.mutate({ ward_code: ward_code ?? '', reason }),
  })
  return (
    <FormDialog
      title={t('offer.open')}
      form={form}
      busy={offer.isPending}
      send={t('offer.send')}
      onClose={onClose}
    >
      <WardField
        {...form.field('ward_code')}
        label={t('offer.ward')}
        description={t('offer.wardHelp')}
        known={one.residence_ward_name ? { [one.residence_ward]: one.residence_ward_name } : {}}
      />
      <Textarea
        {...form.field('reason')}
        label={t('offer.reason')}
        description={t('offer.reasonHelp')}
        autosize
        minRows={3}
        maxLength={2000}
      />
    </FormDialog>
  )
}

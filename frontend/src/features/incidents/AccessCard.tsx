import { Button, Checkbox, Select, Stack, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import {
  addIncidentMember,
  type CaseAccess,
  type CaseRead,
  listIncidentPeople,
  type MemberCreate,
  type Part,
  type ReferralCreate,
  referIncidentCase,
  revokeIncidentAccess,
  setIncidentOwner,
} from '@/client'
import { ifMatch, unwrap } from '@/lib/api'
import { formatDate, today } from '@/lib/format'
import { addDays } from '@/lib/when'
import { Chip } from '@/ui/Chip'
import { DateField } from '@/ui/DateField'
import { FormDialog } from '@/ui/FormDialog'
import parts from '@/ui/parts.module.css'
import { RemoveButton } from '@/ui/RemoveButton'
import { useRecordForm } from '@/ui/use-record-form'
import { NEVER_KEPT, ofDialog, teamQuery, useCaseVerb } from './api'
import { Fold } from './Fold'
import classes from './Incidents.module.css'
import { useKeptDraft, useKeptState } from './use-kept'
import { PARTS } from './words'

/** Who sees the case, and why; chair and deputies see each of their ward. */
export function AccessCard({ one }: { one: CaseRead }) {
  const { t } = useTranslation('incidents')
  const [open, setOpen] = useKeptState<'member' | 'owner' | 'refer' | null>(`access:${one.id}`, null)
  const close = () => setOpen(null)
  const shares = one.allowed_actions.includes('share')
  const revoke = useCaseVerb<string>({
    done: 'revoked',
    call: (person_id) => revokeIncidentAccess({ path: { case_id: one.id, person_id } }),
  })
  const told = (access: CaseAccess) =>
    [
      access.parts.map((part) => t(`part.${part}`)).join(', '),
      access.until_on && t('access.until', { day: formatDate(access.until_on) }),
      access.reason,
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <Fold title={t('access.title')} aside={one.access.length || ''}>
      <p className={parts.quiet}>{t('access.lead')}</p>
      <ul className={`${parts.plain} ${parts.dense}`}>
        {one.access.map((access) => (
          <li key={`${access.person_id} ${access.kind}`} className={parts.row}>
            <span className={classes.grow}>
              {access.person_name} <Chip>{t(`access.kind.${access.kind}`)}</Chip>
              {access.kind === 'referral' && (
                <span className={parts.quiet} style={{ display: 'block' }}>
                  {told(access)}
                </span>
              )}
            </span>
            {shares && access.kind !== 'owner' && (
              <RemoveButton
                label={t('access.revoke', { name: access.person_name })}
                verb={{ isPending: revoke.isPending, mutate: () => revoke.mutate(access.person_id) }}
              />
            )}
          </li>
        ))}
      </ul>
      {shares && (
        <div className={`${classes.ways} no-print`}>
          <Button variant="default" onClick={() => setOpen('member')}>
            {t('access.add')}
          </Button>
          <Button variant="default" onClick={() => setOpen('owner')}>
            {t('access.pass')}
          </Button>
          <Button variant="default" onClick={() => setOpen('refer')}>
            {t('access.refer')}
          </Button>
        </div>
      )}
      {(open === 'member' || open === 'owner') && <WorkerDialog one={one} as={open} onClose={close} />}
      {open === 'refer' && <ReferDialog one={one} onClose={close} />}
    </Fold>
  )
}

type WorkerProps = { one: CaseRead; as: 'member' | 'owner'; onClose: () => void }

/** Another person of the team, or another one who answers for the case. */
function WorkerDialog({ one, as, onClose }: WorkerProps) {
  const { t } = useTranslation('incidents')
  const team = useQuery(teamQuery)
  const path = { case_id: one.id }
  const give = useCaseVerb<MemberCreate>({
    done: as === 'member' ? 'memberAdded' : 'ownerChanged',
    quiet: true,
    call: (body) =>
      as === 'member'
        ? addIncidentMember({ path, body })
        : setIncidentOwner({ path, body, headers: ifMatch(one) }),
    onDone: onClose,
  })
  const form = useRecordForm({
    values: useKeptDraft(`access:${as}:${one.id}`, { person_id: null as string | null }),
    error: give.error,
    refusals: ofDialog,
    checks: ({ person_id }) => [['person_id', !person_id, t('form.personMissing')]],
    onSave: ({ person_id }) => give.mutate({ person_id: person_id ?? '' }),
  })
  const title = t(as === 'member' ? 'access.add' : 'access.pass')
  return (
    <FormDialog title={title} form={form} busy={give.isPending} send={title} onClose={onClose}>
      <Select
        {...form.field('person_id')}
        label={t('access.person')}
        data={(team.data?.workers ?? []).map((worker) => ({ value: worker.id, label: worker.full_name }))}
      />
    </FormDialog>
  )
}

const REFERRED_DAYS = 14

/** One case, until a day, chosen parts, for somebody outside the team. */
function ReferDialog({ one, onClose }: { one: CaseRead; onClose: () => void }) {
  const { t } = useTranslation('incidents')
  const people = useQuery({
    ...NEVER_KEPT,
    queryKey: ['incidents', 'people'],
    queryFn: ({ signal }) => listIncidentPeople({ signal }).then(unwrap),
  })
  const refer = useCaseVerb<ReferralCreate>({
    done: 'referred',
    quiet: true,
    call: (body) => referIncidentCase({ path: { case_id: one.id }, body }),
    onDone: onClose,
  })
  const form = useRecordForm({
    values: useKeptDraft(`access:refer:${one.id}`, {
      person_id: null as string | null,
      parts: [] as Part[],
      until_on: addDays(today(), REFERRED_DAYS) as string | null,
      reason: '',
    }),
    error: refer.error,
    refusals: ofDialog,
    checks: ({ person_id, parts, until_on, reason }) => [
      ['person_id', !person_id, t('form.personMissing')],
      ['parts', parts.length === 0, t('access.partsMissing')],
      ['until_on', !until_on, t('form.dayMissing')],
      ['reason', reason.trim().length < 5, t('form.reasonMissing')],
    ],
    onSave: ({ person_id, until_on, ...rest }) =>
      refer.mutate({ ...rest, person_id: person_id ?? '', until_on: until_on ?? '' }),
  })
  return (
    <FormDialog
      title={t('access.refer')}
      form={form}
      busy={refer.isPending}
      send={t('access.referSend')}
      onClose={onClose}
    >
      <p className={parts.quiet}>{t('access.referLead')}</p>
      <Select
        {...form.field('person_id')}
        label={t('access.person')}
        searchable
        data={(people.data?.items ?? []).map(({ id, full_name, where }) => ({
          value: id,
          label: where ? `${full_name} – ${where}` : full_name,
        }))}
      />
      <Checkbox.Group {...form.field('parts')} label={t('access.parts')}>
        <Stack gap="xs" mt={6}>
          {PARTS.map((part) => (
            <Checkbox key={part} value={part} label={t(`part.${part}`)} />
          ))}
        </Stack>
      </Checkbox.Group>
      <DateField {...form.field('until_on')} label={t('access.untilLabel')} />
      <Textarea {...form.field('reason')} label={t('access.reason')} autosize minRows={2} maxLength={2000} />
    </FormDialog>
  )
}

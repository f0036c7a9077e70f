import { Radio, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { markIncidentReportSame, type ReportRead, type SameCreate } from '@/client'
import { ifMatch } from '@/lib/api'
import { formatInstant } from '@/lib/format'
import { FormDialog } from '@/ui/FormDialog'
import parts from '@/ui/parts.module.css'
import { LinesSkeleton } from '@/ui/Skeletons'
import { useRecordForm } from '@/ui/use-record-form'
import { boardQuery, caseQuery, ofDialog, useReportVerb } from './api'
import { useKeptDraft } from './use-kept'

type Choice = { id: string; text: string; about: string }

/** Somebody told the same before: chosen among the reports that wait and those of alike cases. */
export function SameDialog({ report, onClose }: { report: ReportRead; onClose: () => void }) {
  const { t } = useTranslation('incidents')
  const board = useQuery(boardQuery)
  const [match] = report.matches
  const alike = useQuery({ ...caseQuery(match?.case_id ?? ''), enabled: match !== undefined })
  const same = useReportVerb<SameCreate>({
    done: 'same',
    quiet: true,
    call: (body) =>
      markIncidentReportSame({ path: { report_id: report.id }, headers: ifMatch(report), body }),
    onDone: onClose,
  })
  const choices: Choice[] = [...(alike.data?.reports ?? []), ...(board.data?.reports ?? [])]
    .filter((one) => one.id !== report.id && one.state !== 'same')
    .map((one) => ({
      id: one.id,
      text: one.what,
      about: `${one.reference} · ${t('received', { at: formatInstant(one.received_at) })}`,
    }))
  const form = useRecordForm({
    values: useKeptDraft(`same:${report.id}`, { report_id: '' }),
    error: same.error,
    refusals: ofDialog,
    checks: ({ report_id }) => [['report_id', !report_id, t('same.missing')]],
    onSave: (body) => same.mutate(body),
  })
  return (
    <FormDialog
      title={t('same.title')}
      form={form}
      busy={same.isPending}
      send={t('same.send')}
      onClose={onClose}
    >
      <p className={parts.quiet}>{t('same.help')}</p>
      {board.isPending && <LinesSkeleton />}
      {board.data && choices.length === 0 && <p className={parts.hint}>{t('same.none')}</p>}
      <Radio.Group {...form.field('report_id')} label={t('same.label')}>
        <Stack gap="sm" mt={6}>
          {choices.map((one) => (
            <Radio key={one.id} value={one.id} label={one.text} description={one.about} />
          ))}
        </Stack>
      </Radio.Group>
    </FormDialog>
  )
}

import { Button, Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Informant, openIncidentInformant, type ReportRead } from '@/client'
import { unwrap, useAction } from '@/lib/api'
import { Facts } from '@/ui/Facts'
import { showProblem } from '@/ui/notices'
import parts from '@/ui/parts.module.css'
import { reportQuery } from './api'
import { KeptReasonDialog } from './KeptReason'
import { useKeptState } from './use-kept'

/** Who told: shown once to who says why, and gone when the dialog is closed. */
export function InformantButton({ report }: { report: ReportRead }) {
  const { t } = useTranslation(['incidents', 'common'])
  const queryClient = useQueryClient()
  const [asking, setAsking] = useKeptState(`asking-informant:${report.id}`, false)
  const [shown, setShown] = useState<Informant | null>(null)
  const open = useAction({
    action: (reason: string) =>
      openIncidentInformant({ path: { report_id: report.id }, body: { reason } }).then(unwrap),
    onSuccess: (informant) => {
      setAsking(false)
      setShown(informant)
      void queryClient.invalidateQueries(reportQuery(report.id))
    },
    onError: showProblem,
  })
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('informant.open')}
      </Button>
      <KeptReasonDialog
        name={`informant:${report.id}`}
        opened={asking}
        title={t('informant.open')}
        label={t('informant.why')}
        help={t('informant.whyHelp')}
        send={t('informant.show')}
        busy={open.isPending}
        onSend={(reason) => open.mutate(reason)}
        onClose={() => setAsking(false)}
      />
      <Modal
        opened={shown !== null}
        onClose={() => {
          setShown(null)
          open.reset()
        }}
        title={t('report.informant')}
        closeButtonProps={{ 'aria-label': t('common:action.close') }}
      >
        {shown && (
          <div className={parts.stack}>
            <Facts
              facts={[
                [t('informant.name'), shown.name],
                [t('informant.phone'), shown.phone],
                [t('informant.address'), shown.address],
                [t('informant.relation'), shown.relation],
              ]}
            />
            {shown.wants_secrecy && <p className={parts.hint}>{t('informant.secrecy')}</p>}
            <p className={parts.quiet}>{t('informant.once')}</p>
          </div>
        )}
      </Modal>
    </>
  )
}

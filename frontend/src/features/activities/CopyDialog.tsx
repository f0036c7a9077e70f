import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ActivityRead, copyActivity } from '@/client'
import { addDays, dayOf, instantOf, timeOf } from '@/lib/when'
import { DateField } from '@/ui/DateField'
import parts from '@/ui/parts.module.css'
import classes from './Activities.module.css'
import { activities } from './record'

/** The same again on another day: a week later is offered. */
export function CopyDialog({ activity, onClose }: { activity: ActivityRead; onClose: () => void }) {
  const { t } = useTranslation(['activities', 'common'])
  const navigate = useNavigate()
  const [on, setOn] = useState<string | null>(addDays(dayOf(activity.starts_at), 7))
  const [from, setFrom] = useState(timeOf(activity.starts_at))
  const copy = activities.useVerb<string>({
    done: 'copied',
    call: (starts_at, headers) =>
      copyActivity({ path: { activity_id: activity.id }, headers, body: { starts_at } }),
    onDone: (record) => {
      onClose()
      navigate({ to: '/activities/$activityId', params: { activityId: record.id } })
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('copy.title')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <Stack>
        <p className={parts.quiet}>{t('copy.help')}</p>
        <div className={classes.two}>
          <DateField label={t('form.on')} value={on} onChange={setOn} clearable={false} data-autofocus />
          <TextInput
            type="time"
            label={t('form.from')}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
        </div>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button
            loading={copy.isPending}
            disabled={!on || !from}
            onClick={() => on && copy.mutate(instantOf(on, from))}
          >
            {t('action.copy')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

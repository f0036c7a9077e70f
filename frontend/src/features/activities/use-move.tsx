import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { readActivity, updateActivity } from '@/client'
import { ifMatch, unwrap, useAction } from '@/lib/api'
import { formatDateInText } from '@/lib/format'
import { useSession } from '@/lib/session'
import { dayOf, moved } from '@/lib/when'
import { showProblem } from '@/ui/notices'
import { activities } from './record'
import { updateOf } from './values'

/** Moves an activity to another day with the hours it has, and offers the way back. */
export function useMove() {
  const { t } = useTranslation(['activities', 'common'])
  const session = useSession()
  const queryClient = useQueryClient()
  const move = useAction({
    action: async ({ id, day }: { id: string; day: string; back?: boolean }) => {
      const activity = await readActivity({ path: { activity_id: id } }).then(unwrap)
      const from = dayOf(activity.starts_at)
      const own = session.units.some((unit) => unit.id === activity.unit_id)
      const note = t('calendar.moveNote', { from: formatDateInText(from), to: formatDateInText(day) })
      await updateActivity({
        path: { activity_id: id },
        headers: ifMatch(activity),
        body: updateOf(activity, { ...moved(activity, day), correction_note: own ? undefined : note }),
      })
      return { title: activity.title, from }
    },
    onSuccess: ({ title, from }, { id, day, back }) => {
      queryClient.invalidateQueries({ queryKey: activities.all })
      const notice = `moved-${id}`
      const undo = () => {
        notifications.hide(notice)
        move.mutate({ id, day: from, back: true })
      }
      notifications.show({
        id: back ? undefined : notice,
        color: 'brand',
        autoClose: 10_000,
        closeButtonProps: { 'aria-label': t('common:action.close') },
        message: (
          <Group gap={8}>
            {t('calendar.moved', { title, day: formatDateInText(day) })}
            {!back && (
              <Button variant="default" onClick={undo}>
                {t('common:action.undo')}
              </Button>
            )}
          </Group>
        ),
      })
    },
    onError: showProblem,
  })
  return move
}

/** Short words about what just happened, at the top of the screen. */
import { notifications } from '@mantine/notifications'
import { isProblem } from '@/lib/api'
import { i18next } from '@/lib/i18n'

export function showDone(message: string): void {
  notifications.show({
    message,
    color: 'brand',
    closeButtonProps: { 'aria-label': i18next.t('action.close') },
  })
}

/** For actions without a form of their own; what the whole application answers is left to it. */
export function showProblem(error: unknown): void {
  if (isProblem(error) && (error.status === 412 || error.code === 'sign_in_required')) return
  const detail = isProblem(error) ? error.detail : ''
  notifications.show({
    color: 'red',
    autoClose: 10_000,
    message: detail || i18next.t(isProblem(error, 'offline') ? 'error.offline' : 'error.body'),
    closeButtonProps: { 'aria-label': i18next.t('action.close') },
  })
}

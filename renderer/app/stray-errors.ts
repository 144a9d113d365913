import { notifications } from '@mantine/notifications'
import i18next from 'i18next'

/** Errors that no screen has caught belong nowhere else: they are said once, in plain words, and never swallowed. */
export function tellStrayErrors(): void {
  window.addEventListener('unhandledrejection', ({ reason }: PromiseRejectionEvent) => {
    console.error(reason)
    notifications.show({ id: 'stray', color: 'red', message: i18next.t('errors:call.failed') })
  })
}

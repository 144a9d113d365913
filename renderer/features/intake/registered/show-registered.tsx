import { notifications } from '@mantine/notifications'
import i18next from 'i18next'
import { Registered } from './registered.tsx'

/** The number stays long enough to be read aloud twice. */
const SHOWN_MS = 20_000

/** What somebody has opened in the same corner moves it: the panel of the connection aside, the bar of picked cases up. */
const ASIDE = 'var(--aside, 0) var(--above, 0)'

/** The one on the screen: a number that is read aloud must never be that of the case before. */
let shown: string | null = null

/** Shows the new case's number large, above whatever screen comes next, where it hides nothing of the case. @rule SOS-2 @rule SOS-9 */
export function showRegistered(saved: { readonly number: number | null; readonly localRef: string | null }): void {
  if (shown !== null) notifications.hide(shown)
  shown = notifications.show({
    message: <Registered {...saved} />,
    autoClose: SHOWN_MS,
    position: 'bottom-left',
    withBorder: true,
    closeButtonProps: { 'aria-label': i18next.t('common:do.close') },
    style: { width: 'fit-content', minWidth: 280, marginBottom: 28, translate: ASIDE },
    color: saved.number === null ? 'yellow' : 'green',
    'data-testid': 'registered',
  } as Parameters<typeof notifications.show>[0])
}

/** The next caller must not be given the number of the last one. */
export function hideRegistered(): void {
  if (shown !== null) notifications.hide(shown)
  shown = null
}

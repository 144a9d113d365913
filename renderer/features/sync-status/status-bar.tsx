import { Popover, UnstyledButton } from '@mantine/core'
import { useWindowEvent } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { isClockTrusted } from '#shared/domain/command/clock-trust.ts'
import type { SyncStatus } from '#shared/contract/views.ts'
import { pageHost } from '../../api/page-host.ts'
import { useUser } from '../../api/session.ts'
import { syncQuery } from '../../api/sync.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { QuietNote } from '../../ui/quiet-note.tsx'
import { StatusDot } from '../../ui/status-dot.tsx'
import styles from './sync-status.module.css'
import { SyncPanel, type SyncPanelLinks } from './sync-panel.tsx'
import { clockWordOf, NUMBERS_LOW, TONE_OF } from './sync-words.ts'

/** What somebody has opened is not covered by what comes by itself. */
const OVER_TOASTS = 410

/** One line at the foot of the window: am I online, how old is what I see, what waits, who is on duty. */
export function StatusBar(links: SyncPanelLinks) {
  const { t } = useTranslation('shell')
  const { language } = useFormat()
  const user = useUser()
  const status = useQuery(syncQuery()).data
  return (
    <footer className={styles.bar} data-testid="status-bar" aria-label={t('sync.status')} data-state={status?.state}>
      {status && <Connection status={status} {...links} />}
      <span className={styles.note}>
        <QuietNote />
      </span>
      {pageHost()?.notForRelease && <span className={styles.quiet}>{t('not-release')}</span>}
      {user && <span>{t('sync.duty', { name: user.name })}</span>}
      <span className={styles.language}>{language}</span>
    </footer>
  )
}

function Connection({ status, ...links }: { readonly status: SyncStatus } & SyncPanelLinks) {
  const { t } = useTranslation('shell')
  const { duration } = useFormat()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  // Also where the button that was pressed has gone and taken the focus along, and before what lies behind hears of it.
  useWindowEvent(
    'keydown',
    (event) => {
      if (!open || event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      close()
    },
    { capture: true },
  )
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="top-start"
      width={340}
      zIndex={OVER_TOASTS}
      returnFocus
      trapFocus
    >
      <Popover.Target>
        <UnstyledButton className={styles.connection} onClick={() => setOpen(!open)}>
          <output className={styles.state}>
            <StatusDot tone={TONE_OF[status.state]} />
            <StateWords status={status} />
          </output>
          <span data-waiting={status.waiting}>{t('sync.waiting', { count: status.waiting })}</span>
          {status.conflicts > 0 && (
            <span className={styles.bad}>▲ {t('sync.conflicts', { count: status.conflicts })}</span>
          )}
          {status.numbersLeft < NUMBERS_LOW && (
            <span className={styles.warn}>◆ {t('sync.numbers-low', { count: status.numbersLeft })}</span>
          )}
          {!isClockTrusted(status.skewMs) && (
            <span className={styles.warn}>
              ◆ {t(`sync.${clockWordOf(status.skewMs)}`, { by: duration(status.skewMs) })}
            </span>
          )}
          {status.needsSignIn && <span className={styles.warn}>◆ {t('sync.sign-in')}</span>}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('sync.details')} className={styles.dropdown}>
        <SyncPanel status={status} onLeave={close} {...links} />
      </Popover.Dropdown>
    </Popover>
  )
}

/** "Tilkoblet · oppdatert 3 m siden", "Frakoblet siden i dag 13:58". */
function StateWords({ status }: { readonly status: SyncStatus }) {
  const { t } = useTranslation('shell')
  const { moment, age, now, duration, time } = useFormat()
  if (status.busyUntil !== undefined)
    return <span className={styles.warn}>{t('sync.busy', { time: time(status.busyUntil) })}</span>
  if (status.state === 'offline')
    return <span className={styles.warn}>{t('sync.offline-since', { moment: moment(status.since) })}</span>
  const fresh = status.lastPullAt !== null && now - Date.parse(status.lastPullAt) < 60_000
  const updated =
    status.lastPullAt === null
      ? t('sync.never')
      : fresh
        ? t('sync.updated-now')
        : t('sync.updated', { age: t('common:time.ago', { age: age(status.lastPullAt) }) })
  const { progress } = status
  return (
    <>
      <span>{t(`sync.${status.state}`)}</span>
      <span className={styles.quiet}>{progress ? progressWords(progress, t, duration) : updated}</span>
    </>
  )
}

/** "2 000 av 36 000 · 1 min igjen"; in whole minutes, the last one too. */
function progressWords(
  { done, remaining, msLeft }: NonNullable<SyncStatus['progress']>,
  t: TFunction<'shell'>,
  duration: (ms: number) => string,
): string {
  const of = { done, total: done + remaining }
  return msLeft === null || remaining === 0
    ? t('sync.progress', of)
    : t('sync.progress-left', { ...of, left: duration(Math.ceil(msLeft / 60_000) * 60_000) })
}

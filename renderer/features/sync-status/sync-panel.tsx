import { Button, FileButton, Group, Progress } from '@mantine/core'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { isClockTrusted } from '#shared/domain/command/clock-trust.ts'
import type { SyncStatus } from '#shared/contract/views.ts'
import { CallError } from '../../api/call-error.ts'
import { errorText } from '../../i18n/error-text.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { StatusDot } from '../../ui/status-dot.tsx'
import styles from './sync-status.module.css'
import { useConnectNow, useImport } from './sync.queries.ts'
import { SKEW_WORTH_TELLING_MS, TONE_OF } from './sync-words.ts'

export type SyncPanelLinks = { readonly conflictsPath: string; readonly onSignIn: () => void }

type Props = SyncPanelLinks & {
  readonly status: SyncStatus
  /** What was pressed is elsewhere. */
  readonly onLeave: () => void
}

/** What the status bar means, in full, and what can be done about it. */
export function SyncPanel({ status, conflictsPath, onSignIn, onLeave }: Props) {
  const { t } = useTranslation('shell')
  const { moment, time, duration, language } = useFormat()
  const taking = useImport()
  const connect = useConnectNow()
  const { progress } = status
  const panel = useRef<HTMLDivElement>(null)
  // The button that was pressed goes when it has done its work: the keys stay in the panel, so that Escape closes it.
  useEffect(() => {
    if (document.activeElement === document.body) panel.current?.focus()
  }, [status])
  return (
    <div ref={panel} className={styles.panel} tabIndex={-1}>
      <h2 className={styles.panelTitle}>
        <StatusDot tone={TONE_OF[status.state]} />{' '}
        {status.busyUntil === undefined ? t(`sync.${status.state}`) : t('sync.busy', { time: time(status.busyUntil) })}
      </h2>
      {status.state === 'offline' && <p className={styles.quiet}>{t(whyOffline(status))}</p>}
      {!isClockTrusted(status.skewMs) && <p className={styles.warn}>{t('sync.clock-text')}</p>}
      {progress && (
        <Progress
          value={(100 * progress.done) / Math.max(1, progress.done + progress.remaining)}
          aria-label={t('sync.catching-up')}
        />
      )}
      <DefinitionList
        facts={[
          { label: t('sync.since'), value: moment(status.since) },
          { label: t('sync.last'), value: status.lastPullAt ? moment(status.lastPullAt) : t('sync.never') },
          { label: t('sync.waiting-label'), value: String(status.waiting) },
          { label: t('sync.conflicts-label'), value: String(status.conflicts) },
          { label: t('sync.numbers-label'), value: String(status.numbersLeft) },
          {
            label: t('sync.skew-label'),
            value: Math.abs(status.skewMs) > SKEW_WORTH_TELLING_MS ? duration(status.skewMs) : null,
          },
        ]}
      />
      <Group gap="xs">
        {status.needsSignIn && (
          <Button
            onClick={() => {
              onLeave()
              onSignIn()
            }}
          >
            {t('sync.sign-in-again')}
          </Button>
        )}
        {status.state !== 'live' && (
          <Button variant="default" loading={connect.isPending} onClick={() => connect.mutate()}>
            {t('sync.now')}
          </Button>
        )}
        <FileButton accept="application/json" onChange={(file) => file && taking.mutate(file)}>
          {(props) => (
            <Button variant="default" loading={taking.isPending} {...props}>
              {t('sync.import')}
            </Button>
          )}
        </FileButton>
        {status.conflicts > 0 && (
          <Button variant="default" component={Link} href={conflictsPath} onClick={onLeave}>
            {t('sync.see-conflicts')}
          </Button>
        )}
      </Group>
      <output>
        {taking.data && t('sync.imported', taking.data)}
        {taking.error instanceof CallError && taking.error.error && errorText(taking.error.error, t, language)}
      </output>
    </div>
  )
}

function whyOffline({ needsSignIn, busyUntil }: SyncStatus) {
  if (needsSignIn) return 'errors:auth.expired'
  return busyUntil === undefined ? 'sync.offline-text' : 'sync.busy-text'
}

import { Popover, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#shared/contract/views.ts'
import type { ReasonRow } from '#shared/domain/row-types.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { ReasonList, RuleLink } from '../../../ui/reason-line.tsx'
import { StatusDot, type Tone } from '../../../ui/status-dot.tsx'
import styles from '../case.module.css'

/** Share of the time after which a running promise is amber. @rule SLA-3 */
const WARN_SHARE = 0.75

/** The running promise: how long is left, and on a click why it is so. Nothing where nothing is promised. */
export function DueClock({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('case')
  const { now, duration, day, moment } = useFormat()
  const { dueAt, dueRule, pause } = view.serviceCase
  if (pause)
    return (
      <span className={styles['clock']} data-tone="neutral">
        <StatusDot tone="neutral" /> {t('due.paused', { moment: moment(pause.since) })} · <RuleLink rule="SLA-3" />
      </span>
    )
  if (dueAt === null) return null
  const leftMs = Date.parse(dueAt) - now
  const tone = toneOf(view, now)
  const left = t(leftMs < 0 ? 'common:overdue' : 'common:due-in', { duration: duration(leftMs) })
  // A promise for a day ends as the next one begins: its last moment names the day.
  const lastDay = day(new Date(Date.parse(dueAt) - 1).toISOString())
  const reasons = reasonsOf(view)
  return (
    <Popover width={340} position="bottom-end" returnFocus>
      <Popover.Target>
        <UnstyledButton className={styles['clock']} data-tone={tone}>
          <StatusDot tone={tone} /> {t('due.by', { day: lastDay })} · {left}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('due.why')}>
        {reasons.length > 0 ? (
          <ReasonList reasons={reasons} label={t('due.why')} />
        ) : (
          dueRule && <RuleLink rule={dueRule} />
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

function toneOf({ serviceCase, timeline }: CaseView, now: number): Tone {
  const due = Date.parse(serviceCase.dueAt ?? '')
  if (now >= due) return 'bad'
  const start = Date.parse(serviceCase.informedAt ?? timeline[0]?.actAt ?? serviceCase.registeredAt)
  return now - start >= (due - start) * WARN_SHARE ? 'warning' : 'neutral'
}

/** The reasons were written into the history with the promise. */
function reasonsOf({ serviceCase, timeline }: CaseView): ReasonRow[] {
  const kinds = ['case.confirm-act-time', serviceCase.dueRule === 'SHOP-4' ? 'unit.ship' : 'case.register']
  const reasons = timeline.findLast((entry) => kinds.includes(entry.kind) && entry.data['reasons'])?.data['reasons']
  return Array.isArray(reasons) ? (reasons as ReasonRow[]) : []
}

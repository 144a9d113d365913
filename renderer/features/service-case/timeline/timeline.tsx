import { Fragment, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#shared/contract/views.ts'
import { timelineWords } from '../../../case-parts/words/timeline-words.ts'
import { useSay } from '../../../case-parts/words/use-say.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { ReasonList } from '../../../ui/reason-line.tsx'
import { inOrder } from './in-order.ts'
import styles from './timeline.module.css'

type Entry = CaseView['timeline'][number]
/** Sent so much later than done that it is worth saying. */
const SENT_LATER_MS = 60_000

/** What happened, oldest first, by day: when the person acted, who, and in words what; "sendt" when it reached the others later. */
export function Timeline({ entries: unordered }: { readonly entries: CaseView['timeline'] }) {
  const { t } = useTranslation('case')
  const { day } = useFormat()
  const entries = useMemo(() => inOrder(unordered), [unordered])
  if (entries.length === 0) return <p className={styles['none']}>{t('timeline.empty')}</p>
  return (
    <ol className={styles['timeline']} aria-label={t('timeline.heading')}>
      {entries.map((entry, i) => {
        const before = entries[i - 1]
        const name = day(entry.actAt)
        return (
          <Fragment key={entry.id}>
            {(before === undefined || day(before.actAt) !== name) && (
              <li className={styles['day']} aria-hidden>
                {name}
              </li>
            )}
            <Line entry={entry} />
          </Fragment>
        )
      })}
    </ol>
  )
}

function Line({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation('case')
  const say = useSay()
  const { time, moment } = useFormat()
  const { title, lines, change, reasons } = timelineWords(entry, say)
  return (
    <li className={styles['entry']} data-kind={entry.kind} data-pending={entry.pending || undefined}>
      <time className={styles['time']} dateTime={entry.actAt} title={moment(entry.actAt)}>
        {time(entry.actAt)}
      </time>
      <div className={styles['what']}>
        <p>
          <span className={styles['title']}>{title}</span>
          <span className={styles['who']}>
            {' '}
            · {entry.actorName}
            {sentLater(entry) && entry.decidedAt && <> · {t('timeline.sent', { time: time(entry.decidedAt) })}</>}
            {entry.pending && (
              <>
                {' '}
                ·{' '}
                <span className={styles['mark']}>
                  <span aria-hidden>◌</span> {t('timeline.pending')}
                </span>
              </>
            )}
          </span>
        </p>
        {change && (
          <p className={styles['change']}>
            <del>
              <span className="sk-visually-hidden">{t('timeline.from')}: </span>
              {change.from}
            </del>{' '}
            <span aria-hidden>→</span>{' '}
            <ins>
              <span className="sk-visually-hidden">{t('timeline.to')}: </span>
              {change.to}
            </ins>
          </p>
        )}
        {lines.map((line) => (
          <p key={line} className={styles['text']}>
            {line}
          </p>
        ))}
        {reasons.length > 0 && <ReasonList reasons={reasons} label={t('timeline.reasons')} />}
      </div>
    </li>
  )
}

const sentLater = ({ actAt, decidedAt }: Entry): boolean =>
  decidedAt !== null && Date.parse(decidedAt) - Date.parse(actAt) > SENT_LATER_MS

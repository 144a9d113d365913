import type { ReactNode } from 'react'
import { DUE_SOON_HOURS } from '#shared/domain/queue.ts'
import styles from './case-row.module.css'
import type { RowWords } from './row-words.ts'

const HOUR_MS = 3_600_000

export type DueLevel = 'overdue' | 'soon' | 'later'

/** How near a promise is. @param dueAt first instant at which it is broken */
export function dueLevel(dueAt: string, now: number): DueLevel {
  const left = Date.parse(dueAt) - now
  if (left <= 0) return 'overdue'
  return left <= DUE_SOON_HOURS * HOUR_MS ? 'soon' : 'later'
}

const SHAPES: Readonly<Record<DueLevel, string>> = { overdue: '▲', soon: '◆', later: '◇' }

/** The deadline of a case as shape, colour and time left: red only when it has passed. */
export function dueMark(dueAt: string | null, words: RowWords): ReactNode {
  if (dueAt === null) return <span className={styles.due} />
  const { now, moment, duration } = words.format
  const level = dueLevel(dueAt, now)
  const said = level === 'overdue' ? words.overdue(moment(dueAt)) : words.dueAt(moment(dueAt))
  return (
    <span className={styles.due} data-level={level} title={said}>
      <span className="sk-visually-hidden">{said}</span>
      <span aria-hidden="true">
        <span className={styles.shape}>{SHAPES[level]}</span> {largest(duration(Date.parse(dueAt) - now))}
      </span>
    </span>
  )
}

/** A row has room for one unit: "2 t" of "2 t 10 m". */
const largest = (words: string): string => words.split(' ')[0] ?? words

import { assert } from '../../lib/assert.ts'
import { addDays, atLocalTime, endOfDay, localDate, localDateTime } from '../../lib/dates.ts'
import { Temporal } from 'temporal-polyfill'
import { type CalendarCountry, readCalendarCountry, TIME_ZONES } from '../calendar/calendar-country.ts'
import { workingCalendar } from '../calendar/working-calendar.ts'
import { readArgs, readInteger } from '../rules/input.ts'
import { readInstant } from '../rules/input-time.ts'
import { type Reason, reason } from '../rules/reason.ts'
import { type ClockHours, MIDNIGHT, readHours } from './clock-hours.ts'
import { type Pause, type PausedSpan, readPauses } from './clock-pauses.ts'

/**
 * A service-level clock. It runs over open hours, or round the clock, and stands still in pauses (SLA-3).
 *
 *     started ──run──┤ pause ├──run──● 75 % ──run──● due
 *
 * Laws: time in a pause or outside the hours never counts; `usedMs` never falls while `now` grows; an open pause pushes `dueAt`
 * along with `now`; a clock that was breached before a pause stays breached.
 */
export type ClockFacts = {
  readonly startedAt: string
  readonly budgetMinutes: number
  readonly country: CalendarCountry
  readonly hours: ClockHours
  readonly pauses: readonly Pause[]
  readonly now: string
}

export type ClockState = 'running' | 'warned' | 'paused' | 'breached'

export type ClockReading = {
  readonly state: ClockState
  /** Instant in UTC. While paused: as if the pause ended now. */
  readonly dueAt: string
  /** When 75 % of the budget is used. */
  readonly warnAt: string
  /** 75 % are used, whatever the state. */
  readonly warned: boolean
  readonly usedMs: number
  /** Below zero after the deadline. */
  readonly leftMs: number
  /** Pauses since the start, merged, an open one up to now; to draw on the bar. */
  readonly paused: readonly PausedSpan[]
  readonly reasons: Reason[]
}

/** Share of the budget at which the desk is warned. */
const WARN_SHARE = 0.75
const MINUTE_MS = 60_000
/** Ten years: longer than any promise, short enough to count through. */
const MAX_BUDGET_MINUTES = 10 * 366 * 24 * 60

/** Reads the clock at `now`. The deadline itself is late, as every cut-off (SLA-1). @rule SLA-3 @rule SLA-2 */
export function readClock(facts: ClockFacts): ClockReading {
  const args = readArgs(facts)
  const started = readInstant(args, 'startedAt').epochMilliseconds
  const budgetMs = readInteger(args, 'budgetMinutes', 1, MAX_BUDGET_MINUTES) * MINUTE_MS
  const country = readCalendarCountry(args, 'country')
  const hours = readHours(args, 'hours')
  const now = readInstant(args, 'now').epochMilliseconds
  const { spans: paused, openSince } = readPauses(args, 'pauses', { started, now })

  const spans = replayable(runningSpans(openSpans(started, country, hours), paused))
  const dueMs = momentOfUse(spans, budgetMs)
  const usedMs = usedUntil(spans, now)
  const warned = usedMs >= budgetMs * WARN_SHARE
  const state = usedMs >= budgetMs ? 'breached' : openSince !== null ? 'paused' : warned ? 'warned' : 'running'
  return {
    state,
    dueAt: iso(dueMs),
    warnAt: iso(momentOfUse(spans, budgetMs * WARN_SHARE)),
    warned,
    usedMs,
    leftMs: budgetMs - usedMs,
    paused: paused.map(({ from, to }) => ({ from: iso(from), to: iso(to) })),
    reasons: [stateReason(state, { dueMs, openSince, usedPercent: Math.floor((usedMs / budgetMs) * 100), country })],
  }
}

type Span = { readonly from: number; readonly to: number }

/** The spans in which the desk's hours are open, from a moment on, without end. */
function* openSpans(from: number, country: CalendarCountry, hours: ClockHours): Generator<Span> {
  if (hours === '24x7') {
    yield { from, to: Number.POSITIVE_INFINITY }
    return
  }
  const { zone, isWorkingDay } = workingCalendar(country, 'startedAt')
  let day = localDate(Temporal.Instant.fromEpochMilliseconds(from), zone)
  for (; ; day = addDays(day, 1)) {
    if (!isWorkingDay(day)) continue
    const opens = Math.max(from, atLocalTime(day, hours.opens, zone).epochMilliseconds)
    const closes = (hours.closes === MIDNIGHT ? endOfDay(day, zone) : atLocalTime(day, hours.closes, zone))
      .epochMilliseconds
    if (opens < closes) yield { from: opens, to: closes }
  }
}

/** Open spans with the pauses (merged, in order) cut out. */
function* runningSpans(open: Iterable<Span>, pauses: readonly Span[]): Generator<Span> {
  for (const span of open) {
    let from = span.from
    for (const pause of pauses) {
      if (pause.to <= from) continue
      if (pause.from >= span.to) break
      if (pause.from > from) yield { from, to: pause.from }
      from = pause.to
    }
    if (from < span.to) yield { from, to: span.to }
  }
}

/** The same items for each loop, made once and only as far as someone looks. */
function replayable<T>(items: Iterator<T>): Iterable<T> {
  const seen: T[] = []
  return {
    *[Symbol.iterator]() {
      for (let at = 0; ; at++) {
        if (at === seen.length) {
          const next = items.next()
          if (next.done) return
          seen.push(next.value)
        }
        yield seen[at] as T
      }
    },
  }
}

function momentOfUse(spans: Iterable<Span>, ms: number): number {
  let left = ms
  for (const { from, to } of spans) {
    if (left <= to - from) return from + left
    left -= to - from
  }
  assert(false, 'Open hours never end')
}

function usedUntil(spans: Iterable<Span>, now: number): number {
  let used = 0
  for (const { from, to } of spans) {
    if (from >= now) return used
    used += Math.min(to, now) - from
    if (to >= now) return used
  }
  return used
}

function stateReason(
  state: ClockState,
  facts: { dueMs: number; openSince: number | null; usedPercent: number; country: CalendarCountry },
): Reason {
  const { usedPercent } = facts
  const local = (ms: number) =>
    localDateTime(Temporal.Instant.fromEpochMilliseconds(ms), TIME_ZONES[facts.country]).toString({
      smallestUnit: 'minute',
    })
  if (state === 'paused') return reason('SLA-3', state, { since: local(facts.openSince ?? facts.dueMs), usedPercent })
  return reason('SLA-3', state, { dueAt: local(facts.dueMs), usedPercent })
}

const iso = (ms: number): string => Temporal.Instant.fromEpochMilliseconds(Math.ceil(ms)).toString()

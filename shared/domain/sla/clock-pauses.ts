import { type Args, readArgs, readChoice, readList } from '../rules/input.ts'
import { readInstant } from '../rules/input-time.ts'
import { RuleInputError } from '../rules/rule-input-error.ts'

/** Only these reasons on the case stop a clock. @rule SLA-3 */
export const PAUSE_REASONS = ['awaiting-customer', 'awaiting-part'] as const

/** Instants; `to` is null while the pause lasts. */
export type Pause = {
  readonly from: string
  readonly to: string | null
  readonly reason: (typeof PAUSE_REASONS)[number]
}

export type PausedSpan = { readonly from: string; readonly to: string }

type Spans = {
  /** Merged and in order, in epoch milliseconds, from the start of the clock on; an open pause ends now. */
  readonly spans: readonly { readonly from: number; readonly to: number }[]
  /** Since when the clock has stood still without a break, if it does now. */
  readonly openSince: number | null
}

export function readPauses(
  args: Args,
  field: string,
  clock: { readonly started: number; readonly now: number },
): Spans {
  const pauses = readList(args, field)
    .map((value) => readPause(value, field))
    .map(({ from, to }) => ({
      from: Math.max(from, clock.started),
      to: to ?? Math.max(clock.now, from),
      open: to === null,
    }))
    .filter(({ from, to }) => from < to)
    .toSorted((a, b) => a.from - b.from)

  const spans: { from: number; to: number; open: boolean }[] = []
  for (const pause of pauses) {
    const last = spans.at(-1)
    if (!last || pause.from > last.to) spans.push({ ...pause })
    else spans[spans.length - 1] = { from: last.from, to: Math.max(last.to, pause.to), open: last.open || pause.open }
  }
  const standing = spans.find((span) => span.open || (span.from <= clock.now && clock.now < span.to))
  return { spans: spans.map(({ from, to }) => ({ from, to })), openSince: standing?.from ?? null }
}

function readPause(value: unknown, field: string): { readonly from: number; readonly to: number | null } {
  const parts = readArgs(value, field)
  readChoice({ [field]: parts['reason'] }, field, PAUSE_REASONS)
  const from = readInstant({ [field]: parts['from'] }, field).epochMilliseconds
  const to = parts['to'] === null ? null : readInstant({ [field]: parts['to'] }, field).epochMilliseconds
  if (to !== null && to < from)
    throw new RuleInputError('instant.end-before-start', field, 'a pause ends before it begins')
  return { from, to }
}

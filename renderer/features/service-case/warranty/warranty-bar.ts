import { Temporal } from 'temporal-polyfill'
import { coverageOf, type CoverPeriod, type PurchaseFacts } from '#shared/domain/warranty/coverage.ts'

/**
 * Where things lie on the bar that draws a warranty, in per cent of its width: day 0 is the purchase.
 *
 *     purchase ▐ standard ▐ extended ▐ (elsewhere) ┈┈┈ ▽ reported  │ today
 *
 * The axis is straight while it can be: a unit that is far older than its cover has the time after it pressed together, so that
 * the cover keeps at least half of the width.
 */
export type BarSpan = CoverPeriod & {
  readonly kind: 'standard' | 'extended' | 'elsewhere'
  readonly left: number
  readonly width: number
}
export type BarMark = { readonly kind: 'reported' | 'today'; readonly day: string; readonly left: number }
export type WarrantyBar = {
  readonly spans: readonly BarSpan[]
  readonly marks: readonly BarMark[]
  readonly coveredUntil: string
  /** Time after the cover is not to scale. */
  readonly pressed: boolean
}

/** Least share of the width that belongs to the cover. */
const COVER_SHARE = 0.5
/** Room to the right of the last thing drawn. */
const MARGIN = 0.03

export function warrantyBar(facts: PurchaseFacts, reportedOn: string, today: string): WarrantyBar {
  const cover = coverageOf(facts)
  const last = cover.extendedElsewhere?.until ?? cover.coveredUntil
  const scale = scaleOf(facts.purchasedOn, last, reportedOn > today ? reportedOn : today)
  const span = (kind: BarSpan['kind'], period: CoverPeriod): BarSpan => {
    const left = scale.at(period.from)
    return { kind, ...period, left, width: scale.at(period.until) - left }
  }
  return {
    spans: [
      span('standard', cover.standard),
      ...(cover.extended ? [span('extended', cover.extended)] : []),
      ...(cover.extendedElsewhere ? [span('elsewhere', cover.extendedElsewhere)] : []),
    ],
    marks: [
      { kind: 'reported', day: reportedOn, left: scale.at(reportedOn) },
      { kind: 'today', day: today, left: scale.at(today) },
    ],
    coveredUntil: cover.coveredUntil,
    pressed: scale.pressed,
  }
}

function scaleOf(from: string, coverEnd: string, latest: string): { at: (day: string) => number; pressed: boolean } {
  const start = daysOf(from)
  const cover = daysOf(coverEnd) - start
  const end = Math.max(cover, daysOf(latest) - start)
  const full = 1 - MARGIN
  const pressed = cover < end * COVER_SHARE
  const coverWidth = pressed ? COVER_SHARE : (cover / end) * full
  const at = (day: string): number => {
    const days = Math.max(0, daysOf(day) - start)
    const share =
      days <= cover ? (days / cover) * coverWidth : coverWidth + ((days - cover) / (end - cover)) * (full - coverWidth)
    return share * 100
  }
  return { at, pressed }
}

const daysOf = (day: string): number =>
  Temporal.PlainDate.from(day).toZonedDateTime('UTC').epochMilliseconds / 86_400_000

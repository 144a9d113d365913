import type { DecideContext } from '../command/define.ts'
import type { UnconfirmedAct } from './service-case.rows.ts'

/** What is still to be confirmed on a case after this command started a clock: one act of each kind, the latest. */
export function withUnconfirmed(
  before: readonly UnconfirmedAct[] | null,
  of: UnconfirmedAct['of'],
  { unconfirmed, actAt }: DecideContext,
): UnconfirmedAct[] | null {
  const others = (before ?? []).filter((act) => act.of !== of)
  const acts = unconfirmed === undefined ? others : [...others, { of, at: actAt }]
  return acts.length > 0 ? acts : null
}

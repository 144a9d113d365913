/**
 * One way in which a case can match. Asked for matches below a rowid, it goes from the newest on and says how far it came, so that
 * several sources can be merged newest first and none has to be finished before the first results are shown.
 */
export type Source = (q: {
  /** Only rowids below this one. */
  readonly below: number
  /** More matches than this are of no use. */
  readonly limit: number
  /** Time is up: what has been found so far is asked for. */
  readonly isLate: () => boolean
}) => Found

export type Found = {
  /** Rowids of matches, newest first. */
  readonly rids: readonly number[]
  /** Every match from here up has been found; {@link END} when there are no more. */
  readonly floor: number
}

export const END = Number.MIN_SAFE_INTEGER
/** Where a search begins: above every rowid. */
export const START = Number.MAX_SAFE_INTEGER

/** What a source gives that has read all it was asked for: there is more when the limit was reached. */
export const allOf = (rids: readonly number[], limit: number): Found => ({
  rids,
  floor: rids.length < limit ? END : (rids.at(-1) ?? END),
})

/** A rowid as FTS5 takes it for a bound; it does not use a bound that comes as a floating-point number. */
export const asRowid = (rid: number): bigint => BigInt(rid)

type Candidate = { readonly rid: number }

/**
 * A source that looks at candidates, some at a time, until it has enough, has seen all, or time is up. One turn is always made.
 * @param next the candidates below a rowid, newest first, and how far down they reach
 */
export function sifted<C extends Candidate>(
  next: (below: number) => { readonly candidates: readonly C[]; readonly floor: number },
  matches: (candidate: C) => boolean,
): Source {
  return ({ below, limit, isLate }) => {
    const rids: number[] = []
    let floor = below
    do {
      const turn = next(floor)
      for (const candidate of turn.candidates) if (matches(candidate)) rids.push(candidate.rid)
      floor = turn.floor
    } while (floor !== END && rids.length < limit && !isLate())
    return { rids, floor }
  }
}

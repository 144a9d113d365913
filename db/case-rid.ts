/** Seconds are counted from here, so that the rowid fits where JavaScript counts exactly. */
const START_MS = Date.UTC(2010, 0, 1)
const HASH_BITS = 22
const HASHES = 2 ** HASH_BITS

/**
 * The rowid of a case: seconds since 2010 in the upper bits, 22 bits of its id in the lower. A later case has a higher rowid, so
 * "newest first" is "rowid descending", in every index and in the search. Below 2^53 until 2078; before 2010 it is negative.
 * @param probe 1, 2, … when the place is taken by another case of the same second
 */
export function caseRid(id: string, registeredAt: string, probe = 0): number {
  const seconds = Math.floor((Date.parse(registeredAt) - START_MS) / 1000)
  return seconds * HASHES + ((hashOf(id) + probe) % HASHES)
}

/** The lowest rowid of a second. @param ms since the epoch, rounded down */
export const secondRid = (ms: number): number => Math.floor((ms - START_MS) / 1000) * HASHES

/** FNV-1a, folded to 22 bits. */
function hashOf(id: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193)
  return ((hash >>> HASH_BITS) ^ hash) & (HASHES - 1)
}

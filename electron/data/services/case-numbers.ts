import type { ReadDb, WriteDb } from '#db/client.ts'
import type { Lease } from '#shared/sync/wire.ts'

/** Blocks of case numbers leased to this file, so that a number is at hand during an outage. @rule SOS-9 */
export const allLeases = (db: ReadDb): Lease[] =>
  db.all<Lease>('select first as "from", last as "to" from lease order by first')

/** The next free number, taken; null when the blocks are used up. Call inside the transaction that uses it. */
export function takeNumber(db: WriteDb): number | null {
  for (;;) {
    const block = db.get<{ first: number; next: number }>(
      'select first, next from lease where next <= last order by first limit 1',
    )
    if (block === undefined) return null
    db.run('update lease set next = ? where first = ?', block.next + 1, block.first)
    // A file that was made anew may hold a block from before: numbers that cases bear are not free.
    const used = db.value('select 1 from service_case where number = ? and number is not null', block.next)
    if (used === undefined) return block.next
  }
}

export const numbersLeft = (db: ReadDb): number =>
  db.value<number>('select coalesce(sum(last - next + 1), 0) from lease where next <= last') ?? 0

/** Two blocks are at hand, and another is asked for when the newest is half used: as the backend gives them. */
export function wantsNumbers(db: ReadDb): boolean {
  const live = db.all<{ first: number; last: number; next: number }>(
    'select first, last, next from lease where next <= last order by first desc limit 2',
  )
  const [newest] = live
  return newest === undefined || live.length < 2 || (newest.next - newest.first) * 2 >= newest.last - newest.first + 1
}

/** Adds the blocks that are new; what is known keeps its place. */
export function keepLeases(db: WriteDb, leases: readonly Lease[]): void {
  db.transaction(() => {
    for (const { from, to } of leases)
      db.run('insert or ignore into lease (first, last, next) values (?, ?, ?)', from, to, from)
  })
}

/** What the customer hears when there is no number: short, and no other device makes it. */
export const localRef = (caseId: string): string => `REF-${caseId.replaceAll('-', '').slice(-6).toUpperCase()}`

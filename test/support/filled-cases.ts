import type { InTurns } from '#db/queries/case-filter-find.ts'
import { putRow } from '#db/rows.ts'
import type { Row } from '#shared/domain/tables.ts'
import { CUSTOMERS, ME, NOW, OTHER } from './any-case-query.ts'
import { aCase, emptyDb } from './case-rows.ts'

/** Of the owners and customers of cases at random. */
export const NAMES: Record<string, string> = {
  [ME]: 'Kari',
  [OTHER]: 'Ola',
  [CUSTOMERS[0] ?? '']: 'Ås kommune',
  [CUSTOMERS[1] ?? '']: 'Bergen',
}
/** A database with these cases, their owners and their customers. */
export function filled(rows: readonly Row<'serviceCase'>[]): ReturnType<typeof emptyDb> {
  const db = emptyDb()
  for (const [id, username] of [
    [ME, 'kari'],
    [OTHER, 'ola'],
  ] as const)
    putRow(db, 'colleague', { id, username, name: NAMES[id] ?? '', initials: 'X', role: 'agent' }, undefined)
  for (const id of CUSTOMERS)
    putRow(
      db,
      'customer',
      { id, customerNo: id.slice(-1), name: NAMES[id] ?? '', country: 'NO', address: '' },
      undefined,
    )
  for (const row of rows) putRow(db, 'serviceCase', row, undefined)
  return db
}

/** Twelve hundred unassigned cases of one agreement, but for one in a hundred that is mine and one of another agreement. */
export const manyCases = (): ReturnType<typeof emptyDb> =>
  filled(
    Array.from({ length: 1200 }, (_, i) =>
      aCase({
        ownerId: i % 100 === 0 ? ME : null,
        contract: i === 3 ? 'SA9' : 'SA1',
        registeredAt: new Date(Date.parse('2026-01-01T00:00:00Z') + i * 60_000).toISOString(),
      }),
    ),
  )

/** What a question asks for beside what it is about. */
export const REST = { collapsed: [], reach: 10_000, after: null, limit: 7, me: ME, now: NOW } as const

/** Work that is done in turns, at once. */
export function now<T>(work: InTurns<T>): T {
  for (;;) {
    const turn = work.next()
    if (turn.done) return turn.value
  }
}

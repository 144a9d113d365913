import type { CommandEnvelope } from '#shared/sync/wire.ts'
import type { WriteDb } from './client.ts'
import { takePlace, type Touch } from './outbox.ts'

/** A command that was decided, before it has a place in the outbox. */
export type Decided = {
  readonly envelope: CommandEnvelope
  readonly caseId: string | null
  readonly touches: readonly Touch[]
}

/**
 * Adds many commands at the end, in their order, with what they have to do with: as {@link addPending} and {@link keepTouches} do
 * one by one. Names are written in their own order, so that neighbours on a page are written together. The caller holds the
 * transaction.
 */
export function addManyPending(db: WriteDb, decided: readonly Decided[]): void {
  const names: [name: string, ord: number, kind: number][] = []
  for (const { envelope, caseId, touches } of decided) {
    const ord = takePlace(db, envelope, caseId, touches)
    for (const [name, kind] of touches) names.push([name, ord, kind])
  }
  names.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1]))
  for (const [name, ord, kind] of names) db.run('insert into touch (name, ord, kind) values (?, ?, ?)', name, ord, kind)
}

/** Real engines on real files, live with a node. Tells its parent when each of them has committed a position. */
import { SyncedDesk } from '#test/support/synced-desk.ts'
import type { Heard } from './fan-out.bench.ts'

const [url = '', count = '100'] = process.argv.slice(2)
const heard = (position: number): void => {
  process.send?.({ position, at: Number(process.hrtime.bigint()) / 1e6 } satisfies Heard)
}

const desks: SyncedDesk[] = []
for (let i = 0; i < Number(count); i++) {
  const desk = await SyncedDesk.filled(url, 'per')
  const { db } = desk.profile
  // Desks of their own are not in step: each moves its log into its file at another time.
  db.all(`pragma wal_autocheckpoint = ${1000 + i * 10}`)
  const inTransaction = db.transaction.bind(db)
  let told = 0
  const watched = <T>(work: () => T): T => {
    const result = inTransaction(work)
    const position = db.value<number>('select position from sync_state') ?? 0
    if (position > told) heard((told = position))
    return result
  }
  Object.assign(db, { transaction: watched })
  desk.engine.start()
  desks.push(desk)
}
while (desks.some((desk) => desk.engine.status().state !== 'live'))
  await new Promise((resolve) => setTimeout(resolve, 50))
await new Promise((resolve) => setTimeout(resolve, 500))
process.send?.('ready')

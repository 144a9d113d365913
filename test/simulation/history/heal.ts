import { toLog } from '#db/outbox.ts'
import { currentPosition } from '#backend/services/pull.ts'
import { readSyncState } from '#electron/data/sync/sync-state.ts'
import type { SimDesk } from '../desk/sim-desk.ts'
import type { Stage } from './stage.ts'

const LOOK_MS = 1000
/** Longer than every delay that the engine may take. */
const PATIENCE_MS = 30 * 60_000

/** Puts everything right outside and waits until nothing is left to do; false (and a violation) where that does not come. */
export async function heal(stage: Stage): Promise<boolean> {
  const { world, desks, journal } = stage
  for (const { line } of [stage.office, ...desks]) Object.assign(line, { cut: false, slow: 1 }).mishaps.length = 0
  for (const desk of desks) {
    if (desk.running?.power.isDead()) desk.bury()
    desk.running?.power.arm(Number.POSITIVE_INFINITY)
  }
  await world.pass(60_000) // what is under way comes to its end
  for (const desk of desks) desk.resume()

  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
    for (const desk of desks) if (wantsSignIn(desk)) stage.spawn(desk.signIn())
    await world.pass(LOOK_MS)
    const position = await currentPosition(stage.database.db)
    if (desks.every((desk) => isDone(desk, position))) return true
  }
  const position = await currentPosition(stage.database.db)
  for (const desk of desks.filter((each) => !isDone(each, position)))
    journal.violations.push(`${desk.username} is not done: ${whatIsLeft(desk, position)}`)
  return false
}

const wantsSignIn = (desk: SimDesk): boolean =>
  !desk.busy && (desk.running === null || desk.running.engine.status().needsSignIn)

function isDone(desk: SimDesk, position: number): boolean {
  if (desk.running === null || desk.busy) return false
  const { profile, engine } = desk.running
  const status = engine.status()
  const { position: reached, filled } = readSyncState(profile.db)
  const untold = toLog(profile.db, 1).length
  return status.state === 'live' && status.waiting === 0 && untold === 0 && filled && reached === position
}

function whatIsLeft(desk: SimDesk, position: number): string {
  if (desk.running === null) return 'not signed in'
  const { profile, engine } = desk.running
  const { db } = profile
  return JSON.stringify({
    position,
    status: engine.status(),
    at: readSyncState(db),
    outbox: db.all(`select id, name, status, refusal, position, crashes from outbox where status <> 'held' limit 5`),
    toLog: toLog(db, 5).map(({ envelope }) => envelope.id),
  })
}

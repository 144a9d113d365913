import { sql } from 'drizzle-orm'
import { listConflicts } from '#db/queries/conflicts.ts'
import { putReferenceRows } from '#backend/services/reference.ts'
import { v5 as uuidV5 } from 'uuid'
import { chanceOf } from '../world/chance.ts'
import { MISHAPS, type Mishap } from '../world/line.ts'
import { agreementOf, CUSTOMERS, PEOPLE, REFERENCE, unitOf } from '../world/people.ts'
import { lostWith } from '../acts/journal.ts'
import { rawPush } from '../acts/raw-push.ts'
import { cutOff } from './cut-off.ts'
import type { Step } from './steps.ts'
import type { Stage } from './stage.ts'

/** Mishaps meet a push more often than not: that is where something can be lost or done twice. */
const PATHS = ['/v1/push', '/v1/push', '/v1/pull', '/v1/', '/v1/leases', '/v1/session']

/** Lets a fault happen. What it changes stays so until something else changes it or the history is healed. */
export async function befall(stage: Stage, { what, desk: place, seed }: Step): Promise<void> {
  const desk = stage.desks[place]
  if (desk === undefined) return
  const { line } = desk
  const { world, node, database, journal } = stage
  const random = chanceOf('fault', seed)
  switch (what) {
    case 'act':
    case 'look':
      return
    case 'meet':
      stage.doorway.hold()
      return
    case 'partition':
      line.cut = true
      return
    case 'heal':
      line.cut = false
      line.slow = 1
      desk.running?.engine.now()
      return
    case 'slow':
      line.slow = random.between(5, 30)
      return
    case 'kill-desk':
      desk.running?.power.dieNow()
      return
    case 'kill-desk-later':
      desk.running?.power.arm(random.between(1, 400))
      return
    case 'restart-backend':
      node.restart()
      stage.dropStreams()
      return
    case 'upgrade':
      desk.migrations = stage.tomorrow
      desk.running?.power.dieNow()
      return
    case 'back-up':
      stage.backup = { bringBack: await database.backUp(), wiped: new Set(journal.wiped) }
      return
    case 'restore':
      await restore(stage)
      return
    case 'clock-jump':
      desk.skewMs = random.pick([0, 1, -1]) * random.between(1, 6 * 3_600_000)
      desk.time.jumped()
      return
    case 'long-sleep':
      world.sleep(random.between(60_000, 10 * 3_600_000))
      return
    case 'sign-out':
      if (!desk.busy) stage.spawn(desk.signOut())
      return
    case 'sign-in':
      if (!desk.busy) stage.spawn(desk.signIn())
      return
    case 'reference-change':
      await putReferenceRows(
        database.db,
        random.chance(0.5)
          ? REFERENCE.filter(({ table }) => table === 'colleague')
          : [agreementOf(random.between(0, 3), random.pick([null, CUSTOMERS[1]?.id ?? null]))],
      )
      return
    case 'unit-moves':
      await putReferenceRows(database.db, [unitOf(0, random.between(0, 1), random.pick(CUSTOMERS).id)])
      return
    case 'scope-change': {
      const scope = JSON.stringify(random.pick([[CUSTOMERS[0]?.id], [CUSTOMERS[1]?.id], CUSTOMERS.map(({ id }) => id)]))
      await database.db.execute(sql`update app_user set scope = ${scope}::jsonb where id = ${PEOPLE.lars.id}`)
      return
    }
    case 'role-change': {
      const role = random.pick(['agent', 'technician', 'dispatcher', 'supervisor'])
      await database.db.execute(sql`update app_user set role = ${role} where id = ${PEOPLE.kari.id}`)
      stage.unsureRoles = true
      // What is refused for it is soon asked to be done by somebody who may.
      if (random.chance(0.6)) world.after(random.between(2000, 30_000), () => stage.spawn(stage.office.approve(random)))
      // Or with the device that it was done on.
      const theirs = stage.desks.find(({ username }) => username === 'kari')
      if (theirs !== undefined && random.chance(0.3))
        world.after(random.between(2000, 60_000), () => stage.spawn(stage.office.revoke(theirs.deviceId)))
      return
    }
    case 'raw-push':
      await rawPush(stage, desk, random)
      return
    case 'revoke':
      if (random.chance(0.6)) cutOff(world, desk, random.between(1000, 20_000))
      if (random.chance(0.5)) line.mishaps.push({ what: random.pick(MISHAPS), path: '/v1/quarantine/hand-over' })
      stage.spawn(stage.office.revoke(desk.deviceId))
      return
    case 'approve':
      stage.spawn(stage.office.approve(random))
      return
    default:
      line.mishaps.push({ what: what satisfies Mishap, path: random.pick(PATHS) })
  }
}

/** The database as it was when it was backed up, under a new epoch; what was decided since is not known to it. */
async function restore(stage: Stage): Promise<void> {
  const { node, world, journal } = stage
  if (stage.backup === undefined) return
  const { bringBack, wiped } = stage.backup
  await bringBack()
  for (const deviceId of journal.wiped) if (!wiped.has(deviceId)) lostWith(journal, deviceId)
  for (const desk of stage.desks) desk.backendRestored()
  for (const { running } of stage.desks)
    for (const { id } of running === null ? [] : listConflicts(running.profile.db)) journal.stoodAtRestore.add(id)
  stage.restores += 1
  const decided = [...node.decided]
  node.use(world, uuidV5(`restored ${stage.restores}`, node.context.epoch))
  node.decided.push(...decided)
  stage.dropStreams()
}

import { allRows } from '#test/support/table-rows.ts'
import { SimDesk } from '../desk/sim-desk.ts'
import type { Stage } from '../history/stage.ts'
import { chanceOf } from '../world/chance.ts'
import { createLine } from '../world/line.ts'

/** The rows that a new device of this person is given. */
export async function freshFill(stage: Stage, username: string): Promise<ReturnType<typeof allRows>> {
  const { world, node, doorway, journal } = stage
  const random = chanceOf('fresh', username)
  const [count, breakQuery] = [() => {}, () => {}]
  const line = createLine({ world, node, doorway, random, streams: new Set(), count, tap: {}, breakQuery })
  const desk = new SimDesk({
    ...stage.fresh,
    world,
    line,
    random,
    name: `fresh-${username}`,
    username,
    skewMs: 0,
    pageSize: 1000,
    onDisk: false,
    snapshots: false,
  })
  stage.spawn(desk.signIn())
  await world.pass(3000)
  const { running } = desk
  const rows = running === null ? {} : allRows(running.profile.db)
  if (running?.engine.status().state !== 'live') journal.violations.push(`a fresh device of ${username} was not filled`)
  desk.remove()
  return rows
}

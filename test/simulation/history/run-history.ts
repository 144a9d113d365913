import { openDb } from '#db/client.ts'
import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { v5 as uuidV5 } from 'uuid'
import { act, tryAgain } from '../acts/act.ts'
import { count, type Coverage, createJournal, lostWith } from '../acts/journal.ts'
import { looksRight } from '../checks/optimistic-rows.ts'
import { checkAll } from '../checks/check-all.ts'
import { Killed } from '../desk/kill-switch.ts'
import { Office } from '../desk/office.ts'
import { MIGRATIONS, SimDesk, type Wipe } from '../desk/sim-desk.ts'
import { NO_BUG, type Bug } from '../planted/bug.ts'
import { chanceOf, type Random } from '../world/chance.ts'
import type { SimDatabase } from '../world/database.ts'
import { createDoorway } from '../world/doorway.ts'
import { createLine, type Line, type Streams } from '../world/line.ts'
import { createNode, type SimNode } from '../world/node.ts'
import { createWorld } from '../world/world.ts'
import { cutOff } from './cut-off.ts'
import { befall } from './faults.ts'
import { heal } from './heal.ts'
import { quietly } from './quietly.ts'
import type { Stage } from './stage.ts'
import type { HistoryPlan, Step, StepKind } from './steps.ts'

/** What histories share: made once, emptied between them. */
export type Theatre = {
  readonly database: SimDatabase
  readonly node: SimNode
  readonly folder: string
  readonly template: string
  /** Of the next program. */
  readonly tomorrow: string
}

/** The tables of the next program: a column that follows from another, a new table, and an index. */
const TOMORROW = `alter table service_case add column of_tomorrow text;
update service_case set of_tomorrow = contact_name;
alter table outbox add column of_tomorrow integer default 1;
create table of_tomorrow (id text primary key, name text) strict;
create index case_of_tomorrow on service_case (of_tomorrow);`

export async function openTheatre(database: SimDatabase, folder: string): Promise<Theatre> {
  const template = join(folder, 'template.sqlite')
  openDb({ file: template, migrations: MIGRATIONS }).close()
  const tomorrow = join(folder, 'tomorrow')
  cpSync(MIGRATIONS, tomorrow, { recursive: true })
  writeFileSync(join(tomorrow, '0999_tomorrow.sql'), TOMORROW)
  return { database, node: await createNode(database, join(folder, 'snapshots')), folder, template, tomorrow }
}

/** After these a desk goes on with what is on its disk. */
const ENDS: readonly StepKind[] = ['kill-desk', 'kill-desk-later', 'sign-out', 'upgrade']
const BEGINS = '2026-03-10T07:00:00.000Z'
/** Until a supervisor has answered everything. */
const PATIENCE_S = 1800
const HAND_OVER = '/v1/quarantine/hand-over'
const EPOCHS = 'f0a9c3b2-52b1-5a1e-9d4e-1d2f6f3c9a10'

/** Plays one history and looks at everything afterwards. */
export async function runHistory(
  theatre: Theatre,
  plan: HistoryPlan,
  coverage: Coverage,
  bug: Bug = NO_BUG,
): Promise<readonly string[]> {
  await theatre.database.reset()
  const stage = setStage(theatre, plan, coverage, bug)
  const { journal } = stage
  try {
    await quietly(
      (error) => journal.violations.push(`something failed unseen: ${stackOf(error)}`),
      async () => {
        for (const desk of stage.desks) stage.spawn(desk.signIn())
        await stage.world.pass(4000)
        for (const step of plan.steps) await play(stage, step)
        try {
          if ((await heal(stage)) && (await answerAll(stage, plan))) await checkAll(stage)
        } finally {
          for (const desk of stage.desks) desk.remove()
        }
      },
    )
  } catch (error) {
    journal.violations.push(`the history broke off: ${stackOf(error)}`)
  }
  return journal.violations
}

/** In every other history nothing waits for approval at its end. False where the desks do not come to rest after it. */
async function answerAll(stage: Stage, { seed }: HistoryPlan): Promise<boolean> {
  if (chanceOf(seed, 'office', 'all').chance(0.5)) return true
  let isDone = false
  stage.spawn(
    stage.office.settleAll().finally(() => {
      isDone = true
    }),
  )
  for (let waited = 0; waited < PATIENCE_S; waited++) {
    await stage.world.pass(1000)
    if (isDone) return heal(stage)
  }
  stage.journal.violations.push('a supervisor is not answered')
  return false
}

async function play(stage: Stage, step: Step): Promise<void> {
  const { world, desks, journal } = stage
  await world.pass(step.afterMs)
  reviveDead(stage)
  const desk = desks[step.desk]
  if (desk === undefined) return
  try {
    if (step.what === 'act') act({ desk, world, journal, random: chanceOf('act', step.seed) })
    else if (step.what === 'look') looksRight(stage)
    else {
      await befall(stage, step)
      count(journal.coverage.faults, step.what)
    }
  } catch (error) {
    if (!(error instanceof Killed)) journal.violations.push(`${step.what} threw: ${stackOf(error)}`)
  }
  reviveDead(stage)
}

/** A killed process is gone at once, and started again after a moment. */
function reviveDead({ desks, world }: Stage): void {
  for (const desk of desks) {
    if (desk.running?.power.isDead() !== true) continue
    desk.bury()
    world.after(700, () => desk.resume())
  }
}

function setStage(
  { database, node, folder, template, tomorrow }: Theatre,
  plan: HistoryPlan,
  coverage: Coverage,
  bug: Bug,
): Stage {
  const world = createWorld(Date.parse(plan.begins ?? BEGINS))
  const journal = createJournal(coverage)
  const streams: Streams = new Set()
  let queriesLeft = 0
  node.use(world, uuidV5(plan.seed, EPOCHS))
  node.onPosition = (position) => {
    for (const stream of streams) stream.tell(position)
  }
  database.tap.before = (text) => {
    // A connection that breaks at "begin" is never given back to the pool by drizzle-orm 0.45.
    if (text.startsWith('begin')) return text
    if (queriesLeft > 0 && --queriesLeft === 0) throw new Error('Connection terminated unexpectedly')
    return text
  }
  const doorway = createDoorway({
    world,
    node,
    random: chanceOf(plan.seed, 'doorway'),
    count: (what) => count(coverage.faults, what),
    violated: (what) => journal.violations.push(what),
  })
  const lineOf = (random: Random): Line =>
    createLine({
      world,
      node,
      doorway,
      random,
      streams,
      count: (what) => count(coverage.faults, `met ${what}`),
      tap: {
        asked: (asking) => {
          const asked = bug.asked?.(asking) ?? asking
          if (asked.path === '/v1/push' || asked.path === HAND_OVER) keepTold(journal, asked.body)
          return asked
        },
        ...(bug.told && { told: bug.told }),
        answered: (asked, given) => {
          const answered = bug.answered?.(asked, given) ?? given
          if (asked.path === '/v1/leases' && answered.status === 200) keepLeases(journal, asked.body, answered.body)
          return answered
        },
      },
      breakQuery: (nth) => {
        queriesLeft = nth
      },
    })
  const spawn = (work: Promise<unknown>): void =>
    void work.catch((error: unknown) => {
      if (!(error instanceof Killed)) journal.violations.push(`in the background: ${stackOf(error)}`)
    })
  const officeRandom = chanceOf(plan.seed, 'office', 'line')
  const office = new Office({
    world,
    line: lineOf(officeRandom),
    random: officeRandom,
    journal,
    restores: () => stage.restores,
    meanwhile: ({ id, deviceId }, given) => {
      const desk = desks.find((each) => each.deviceId === deviceId)
      if (desk === undefined) return
      if (given.chance(0.6)) cutOff(world, desk, given.between(1000, 20_000))
      tryAgain({ desk, world, journal, random: given }, id)
    },
  })
  const wiped = ({ deviceId, passcodesOf, restoredMeanwhile }: Wipe): void => {
    count(coverage.faults, 'handed over')
    journal.wiped.add(deviceId)
    for (const id of passcodesOf) journal.handedWithPasscode.add(id)
    if (restoredMeanwhile) lostWith(journal, deviceId)
  }
  const desks = plan.people.map((username, place) => {
    const random = chanceOf(plan.seed, 'desk', place)
    return new SimDesk({
      world,
      line: lineOf(random),
      random,
      name: `${plan.seed.replaceAll(/\W/g, '_')}-${place}-${username}`,
      username,
      folder,
      template,
      skewMs: random.pick([0, 0, 1, -1]) * random.between(1000, 5 * 3_600_000),
      pageSize: random.pick([12, 100, 1000]),
      count: (what) => count(coverage.faults, what),
      snapshots: plan.snapshots === true,
      onDisk: plan.snapshots === true || plan.steps.some((step) => step.desk === place && ENDS.includes(step.what)),
      skips: bug.skips ?? (() => false),
      opened: bug.opened ?? (() => {}),
      spawn,
      wiped,
    })
  })
  const stage: Stage = {
    world,
    node,
    doorway,
    database,
    desks,
    journal,
    tomorrow,
    restores: 0,
    unsureRoles: false,
    fresh: { folder, template, skips: () => false, opened: () => {}, count: () => {}, spawn, wiped },
    spawn,
    office,
    dropStreams: () => {
      for (const stream of streams) stream.end()
    },
  }
  bug.set?.(stage)
  return stage
}

type Told = readonly { readonly command: { readonly id: string } }[]

function keepTold({ toldOf }: Stage['journal'], asked: string | undefined): void {
  const { refused = [], conflicts = [] } = JSON.parse(asked ?? '{}') as { refused?: Told; conflicts?: Told }
  for (const { command } of [...refused, ...conflicts]) toldOf.add(command.id)
}

function keepLeases({ leased }: Stage['journal'], asked: string | undefined, answered: string): void {
  const { deviceId } = JSON.parse(asked ?? '{}') as { deviceId: string }
  const numbers = leased.get(deviceId) ?? new Set()
  for (const { from } of (JSON.parse(answered) as { leases: { from: number }[] }).leases) numbers.add(from)
  leased.set(deviceId, numbers)
}

const stackOf = (error: unknown): string =>
  error instanceof Error
    ? [
        error.message,
        ...(error.stack ?? '')
          .split('\n')
          .filter((l) => l.includes(' at '))
          .slice(0, 6),
      ].join('\n')
    : String(error)

import { setTimeout as sleep } from 'node:timers/promises'
import { type CommandName, COMMAND_NAMES } from '#shared/domain/commands.ts'
import type { ServiceCase } from '#shared/domain/service-case/service-case.rows.ts'
import type { CommandEnvelope, PulledRow, PullResponse, PushResponse, PushResult } from '#shared/sync/wire.ts'
import { argsFor } from '#test/simulation/acts/command-args.ts'
import { createRandom, type Random } from '#backend/demo/random.ts'
import { v7 as uuidV7 } from 'uuid'
import { Desk } from './backend-node.ts'

/** Where the nodes are now; one that was killed comes back elsewhere. */
export type Nodes = () => readonly string[]

/** What the crowd was told. */
export type Told = {
  readonly answers: Map<string, PushResult>
  readonly sent: Map<string, CommandEnvelope>
  /** Two answers to one command that differ. */
  readonly contradictions: string[]
  failures: number
}

/** Reads all the time, page by page, as a device does; what it has at the end must be what is there. */
export class CrowdReader {
  readonly rows = new Map<string, PulledRow>()
  readonly #desk: Desk
  readonly #nodes: Nodes
  readonly #random: Random
  readonly #limit: number
  #epoch: string | undefined
  #next = 0

  readonly username: string

  constructor(desk: Desk, username: string, nodes: Nodes, seed: number, limit = 50) {
    this.#desk = desk
    this.username = username
    this.#nodes = nodes
    this.#random = createRandom(seed)
    this.#limit = limit
  }

  cases(): ServiceCase[] {
    return [...this.rows.values()].flatMap(({ table, row }) =>
      table === 'serviceCase' && row ? [row as ServiceCase] : [],
    )
  }

  /** One page. @returns whether it was the last */
  async read(): Promise<boolean> {
    const query = new URLSearchParams({ after: String(this.#next), limit: String(this.#limit) })
    if (this.#epoch) query.set('epoch', this.#epoch)
    const node = this.#random.pick(this.#nodes())
    const { status, body } = await this.#desk.at(node).ask<PullResponse>(`/v1/pull?${query}`)
    if (status !== 200) throw new Error(`pull ${status}`)
    if (body.epoch !== this.#epoch) this.rows.clear()
    for (const row of body.rows) {
      if (row.row === null) this.rows.delete(`${row.table}/${row.id}`)
      else this.rows.set(`${row.table}/${row.id}`, row)
    }
    this.#epoch = body.epoch
    this.#next = body.next
    return body.done
  }

  async untilDone(): Promise<void> {
    for (let tries = 0; ; ) {
      try {
        if (await this.read()) return
      } catch (error) {
        if (++tries === 200) throw error
        await sleep(50)
      }
    }
  }
}

export type Crowd = {
  readonly told: Told
  readonly readers: readonly CrowdReader[]
  /** Everybody finishes what they are at and reads to the end. */
  readonly stop: () => Promise<void>
}

type CrowdOptions = {
  readonly nodes: Nodes
  readonly seed: number
  readonly writers: number
  readonly readers?: readonly string[]
  /** Cases that the writers crowd around, so that they meet. */
  readonly cases?: number
  readonly waitMs?: number
}

const NAMES = ['kari', 'per', 'ola', 'dina', 'astrid', 'lars'] as const
const RARE: readonly CommandName[] = [
  'case.cancel',
  'case.close',
  'case.closeUnanswered',
  'passcode.keep',
  'passcode.reveal',
  'case.confirm-act-time',
]

/**
 * People at many desks who act on the same few cases through whichever node they reach. What is not answered is sent again, the
 * same under the same id, until it is; so every command gets an answer or the run ends with an error.
 */
export async function startCrowd(options: CrowdOptions): Promise<Crowd> {
  const { nodes, seed, writers, readers: readerNames = ['dina', 'lars'], cases = 12, waitMs = 0 } = options
  const told: Told = { answers: new Map(), sent: new Map(), contradictions: [], failures: 0 }
  const anyNode = nodes()[0] ?? ''
  const readers = await Promise.all(
    readerNames.map(async (name, i) => new CrowdReader(await Desk.signIn(anyNode, name), name, nodes, seed + i)),
  )
  const end = new AbortController()
  const sight = readers[0]

  // Before anything may be killed: a sign-in is not tried again.
  const homes = await Promise.all(
    Array.from({ length: writers }, (_, nth) => Desk.signIn(anyNode, NAMES[nth % NAMES.length])),
  )
  const write = async (home: Desk, nth: number): Promise<void> => {
    const random = createRandom(seed * 1000 + nth)
    while (!end.signal.aborted) {
      const seen = sight?.cases() ?? []
      const commands = Array.from({ length: random.between(1, 3) }, () => commandOn(random, seen, cases))
      for (const command of commands) told.sent.set(command.id, command)
      const passcodes = commands
        .filter(({ name }) => name === 'passcode.keep')
        .map(({ id, args }) => ({
          commandId: id,
          caseId: String((args as { caseId: unknown }).caseId),
          passcode: '4711',
        }))
      const body = { protocol: 1, deviceId: home.deviceId, commands, passcodes }
      const again = random.chance(0.05)
      for (const answer of [
        await pushUntilAnswered(home, body, random),
        ...(again ? [await pushUntilAnswered(home, body, random)] : []),
      ])
        for (const result of answer.results) hear(told, result)
      if (waitMs > 0) await sleep(random.between(0, waitMs))
    }
  }

  async function pushUntilAnswered(home: Desk, body: object, random: Random): Promise<PushResponse> {
    for (let tries = 0; ; tries++) {
      try {
        const { status, body: answer } = await home.at(random.pick(nodes())).post<PushResponse>('/v1/push', body)
        if (status === 200) return answer
        if (status < 429) throw new Refused(`push was answered ${status} ${JSON.stringify(answer)}`)
      } catch (error) {
        if (error instanceof Refused || tries > 600) throw error
      }
      told.failures += 1
      await sleep(50)
    }
  }

  const reading = readers.map(async (reader) => {
    while (!end.signal.aborted) {
      await reader.read().catch(() => sleep(50))
      await sleep(5)
    }
  })
  const writing = homes.map((home, nth) => write(home, nth))
  // Their failure is thrown when the crowd is stopped; until then it is nobody's.
  for (const each of writing) each.catch(() => {})
  return {
    told,
    readers,
    stop: async () => {
      end.abort()
      await Promise.all([...writing, ...reading])
      await Promise.all(readers.map((reader) => reader.untilDone()))
    },
  }
}

class Refused extends Error {}

function commandOn(random: Random, seen: readonly ServiceCase[], cases: number): CommandEnvelope {
  const actAt = new Date().toISOString()
  const row = seen.length < cases || random.chance(0.04) ? undefined : random.pick(seen)
  const name = row === undefined ? 'case.register' : pickName(random)
  const target = row ?? ({ id: uuidV7() } as ServiceCase)
  const args = argsFor(name, { random, row: target, actAt }) as never
  return { id: uuidV7(), name, version: 1, args, actAt, retryOf: null, undoGroup: null }
}

function pickName(random: Random): CommandName {
  if (random.chance(0.3)) return random.pick(['warranty.decide', 'fee.charge', 'fee.waive', 'fee.pay'] as const)
  const name = random.pick(COMMAND_NAMES as CommandName[])
  if (name === 'case.register') return 'case.note'
  return RARE.includes(name) && random.chance(0.8) ? 'case.edit' : name
}

/** What was said stays said: the same id, the same answer. */
function hear(told: Told, result: PushResult): void {
  const before = told.answers.get(result.id)
  const said = (each: PushResult) =>
    each.status === 'accepted' ? `accepted at ${each.position}` : `refused ${each.error.code}`
  if (before && said(before) !== said(result))
    told.contradictions.push(`${result.id}: ${said(before)}, then ${said(result)}`)
  told.answers.set(result.id, result)
}

import { v7 as uuidV7 } from 'uuid'
import { listQueue } from '#db/queries/queue.ts'
import { searchCases } from '#db/queries/search.ts'
import { registerCase } from '#electron/data/services/register-case.ts'
import { anApplePhoneCall } from '#test/support/in-memory-desk.ts'
import { WORDS } from '../dataset/words.ts'
import { type BenchResult, measured, notHad } from '../result.ts'
import { timed } from '../sampling.ts'
import { type OnDevice, withDataset } from '../with-dataset.ts'
import type { Client } from './client.ts'
import { NotHere } from './packages.ts'
import { REQUESTORS, TICKETS } from './tickets.ts'
import { withTracker } from './with-tracker.ts'

const ROUNDS = 25
const WARM_UP = 3
/** Ours takes so little that one in turn would tell more of the disk's worst moment than of the work. */
const OURS_IN_TURN = 8
/** Whole words: in half of all cases, in a fifth, in some, and in two. */
const SEARCHED = [WORDS.half, WORDS.common[0], 'tastatur', WORDS.rare] as const
const FASTER = { list: 50, create: 50, search: 10 } as const
const NAMES = { list: 'list', web: 'list-web', create: 'create', search: 'search' } as const

/**
 * Debian's Request Tracker 5 over 20,000 tickets, asked over HTTP on loopback, beside the data layer of a device with the same
 * cases. The two take turns, a request of theirs and eight of ours.
 */
export async function benchRequestTracker(): Promise<BenchResult[]> {
  try {
    return await withTracker((client) => withDataset(TICKETS, (device) => beside(device, client)))
  } catch (error) {
    if (!(error instanceof NotHere)) throw error
    return Object.entries(NAMES).map(([what, name]) =>
      notHad(`${name}-vs-request-tracker`, 'ms', goalOf(what), error.message),
    )
  }
}

const goalOf = (what: string): number =>
  1 / (what === 'create' ? FASTER.create : what === 'search' ? FASTER.search : FASTER.list)

async function beside(device: OnDevice, client: Client): Promise<BenchResult[]> {
  const { db } = device.profile
  const list = () =>
    listQueue(db, { queue: 'unassigned', sort: 'newest', after: null, limit: 50, me: '', now: device.now })
  const full = (rows: number) => {
    if (rows !== 50) throw new Error(`a page of ${rows}`)
  }
  const rest = await inTurn(
    () => full(list().items.length),
    async () => full(await client.restPage("Status = 'open'")),
  )
  const web = await inTurn(
    () => full(list().items.length),
    async () => full(await client.webPage("Status = 'open'")),
  )
  const create = await inTurn(
    () => register(device),
    (round) => {
      const { productName, serialNo, faultDescription } = anApplePhoneCall()
      const requestor = `kunde${(round % REQUESTORS) + 1}@example.com`
      return client.create({ subject: `${productName} ${serialNo}`, content: faultDescription, requestor })
    },
  )
  const wordAt = (round: number): string => SEARCHED[round % SEARCHED.length] ?? WORDS.half
  const search = await inTurn(
    (round) => found(searchCases(db, { text: wordAt(round), limit: 50, after: null, isLate: () => false }).hits.length),
    async (round) => found(await client.restPage(`Content LIKE '${wordAt(round)}'`)),
  )
  const judged = (name: string, pair: Sides, faster: number, about: string) =>
    measured({ name: `${name}-vs-request-tracker`, unit: 'ms', ...pair, goal: 1 / faster, about })
  const page = 'ours: a page of 50 of a queue as the window gets it, without the port'
  return [
    judged(NAMES.list, rest, FASTER.list, `${page}; theirs: 50 open tickets by REST, six fields`),
    judged(NAMES.web, web, FASTER.list, `${page}; theirs: the page of 50 open tickets, without its styles and scripts`),
    judged(
      NAMES.create,
      create,
      FASTER.create,
      'ours: decided, with history, outbox and search, synced to the disk; theirs: by REST, with its automatic answer written to a file',
    ),
    judged(
      NAMES.search,
      search,
      FASTER.search,
      `${SEARCHED.join(', ')}; ours: newest 50 with their rows; theirs: newest 50 by REST, over its full-text index`,
    ),
  ]
}

function register({ profile }: OnDevice): void {
  const answer = registerCase(profile, { ...anApplePhoneCall(), caseId: uuidV7() }, null)
  if (!answer.ok) throw new Error(answer.error.code)
}

function found(hits: number): void {
  if (hits === 0) throw new Error('nothing was found')
}

type Sides = { readonly ours: number[]; readonly limit: number[] }

async function inTurn(ours: (round: number) => void, theirs: (round: number) => Promise<void>): Promise<Sides> {
  const sides: Sides = { ours: [], limit: [] }
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const at = round + WARM_UP
    const mine = Array.from({ length: OURS_IN_TURN }, (_, i) => timed(() => ours(at * OURS_IN_TURN + i)))
    const start = performance.now()
    await theirs(at)
    const other = performance.now() - start
    if (round < 0) continue
    sides.ours.push(...mine)
    sides.limit.push(other)
  }
  return sides
}

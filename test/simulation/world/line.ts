import { createTeller } from '#backend/services/live-texts.ts'
import type { Signed } from '#backend/services/people/sessions.ts'
import { currentPosition } from '#backend/services/pull.ts'
import { epochFor } from '#backend/services/scope.ts'
import type { LiveEvent } from '#shared/sync/wire.ts'
import type { Random } from './chance.ts'
import type { Doorway } from './doorway.ts'
import type { Answered, Asked, SimNode } from './node.ts'
import type { World } from './world.ts'

/** What can befall one request. */
export type Mishap =
  /** It never arrives. */
  | 'request-lost'
  /** It arrives, and its answer does not. */
  | 'answer-lost'
  /** It arrives twice, the second time later. */
  | 'twice'
  /** The sender gives up, and it arrives after what was sent later. */
  | 'overtaken'
  /** Its answer breaks off in the middle. */
  | 'cut-off'
  /** The node dies at one of its queries. */
  | 'node-killed'
  /** The node's connection to the database breaks at one of its queries. */
  | 'database-lost'

export const MISHAPS = [
  'request-lost',
  'answer-lost',
  'twice',
  'overtaken',
  'cut-off',
  'node-killed',
  'database-lost',
] as const satisfies readonly Mishap[]

/** What the harness changes on the way, to prove that it would be noticed. */
export type Wiretap = {
  readonly asked?: (asked: Asked) => Asked
  readonly answered?: (asked: Asked, answered: Answered) => Answered
  /** News on a stream. */
  readonly told?: (event: LiveEvent) => LiveEvent
}

/** The line between one desk and the backend. */
export type Line = {
  readonly fetch: typeof fetch
  /** Nothing gets through. */
  cut: boolean
  /** How many times slower than usual. */
  slow: number
  /** What befalls the next requests whose path begins so, one each. */
  readonly mishaps: { readonly what: Mishap; readonly path: string }[]
  /** The desk is gone, and nobody waits for answers. */
  hangUp: () => void
}

export type LineDeps = {
  readonly world: World
  readonly node: SimNode
  readonly doorway: Doorway
  readonly random: Random
  readonly streams: Streams
  readonly count: (what: string) => void
  readonly tap: Wiretap
  /** Makes the node's n-th query from now on throw. */
  readonly breakQuery: (nth: number) => void
}

/** Open event streams of all desks. */
export type Streams = Set<{ readonly tell: (position: number) => void; readonly end: () => void }>

/** A stream is found to have ended with its token at one of its heartbeats. */
const HEARTBEAT_MS = 15_000

const PIECE_BYTES = 16 * 1024

const LOST = () => new TypeError('fetch failed')

export function createLine({ world, node, doorway, random, streams, count, tap, breakQuery }: LineDeps): Line {
  const open = new Set<{ readonly end: () => void }>()
  let pushing = 0
  const latency = (): number => random.between(15, 120) * line.slow
  const wait = (ms: number): Promise<void> => new Promise((resolve) => void world.after(ms, resolve))

  function mishapOf(path: string): Mishap | null {
    const at = line.mishaps.findIndex((each) => path.startsWith(each.path))
    return at < 0 ? null : (line.mishaps.splice(at, 1)[0]?.what ?? null)
  }

  async function arrive(asked: Asked, ask: (asked: Asked) => Promise<Answered>): Promise<Answered> {
    const given = tap.asked?.(asked) ?? asked
    const answered = await ask(given)
    return tap.answered?.(given, answered) ?? answered
  }

  /** A node of which something breaks while it works. */
  async function askBroken(asked: Asked): Promise<Answered> {
    breakQuery(random.between(1, 16))
    const answered = await node.ask(asked)
    breakQuery(0)
    return answered
  }

  /** Nothing else happens while the node works. */
  const atNode = <T>(work: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      world.after(0, async () => {
        try {
          resolve(await work())
        } catch (error) {
          reject(error)
        }
      })
    })

  async function request(asked: Asked): Promise<Response> {
    if (asked.path !== '/v1/push') return asks(asked)
    if (pushing > 0) count('a push behind another')
    pushing += 1
    return asks(asked).finally(() => {
      pushing -= 1
    })
  }

  async function asks(asked: Asked): Promise<Response> {
    const mishap = mishapOf(asked.path)
    if (mishap !== null) count(mishap)
    const late = (ms: number): void => void world.after(ms, async () => void (await arrive(asked, node.ask)))
    if (line.cut || mishap === 'request-lost') {
      await wait(random.between(200, 4000))
      throw LOST()
    }
    if (mishap === 'overtaken') {
      late(random.between(4000, 40_000))
      await wait(random.between(1000, 3000))
      throw LOST()
    }
    await wait(latency())
    if (line.cut) throw LOST()
    if (mishap === 'twice') late(random.between(50, 20_000))
    const broken = mishap === 'node-killed' || mishap === 'database-lost'
    const answered = await (broken
      ? atNode(() => arrive(asked, askBroken))
      : arrive(asked, (given) => doorway.enter(given, line)))
    if (mishap === 'node-killed') node.restart()
    await wait(latency())
    if (line.cut || mishap === 'answer-lost' || mishap === 'node-killed') throw LOST()
    return responseOf(answered, mishap === 'cut-off')
  }

  async function live(asked: Asked, signal: AbortSignal | null): Promise<Response> {
    await wait(latency())
    const token = asked.headers.authorization?.split(' ')[1] ?? ''
    const signed = line.cut ? null : await atNode(() => node.context.sessions.authenticate(token))
    if (signed === null) throw LOST()
    if (!signed.ok) return responseOf({ status: 401, body: JSON.stringify({ error: signed.error }) }, false)
    return { ok: true, status: 200, body: stream(signal, signed.value) } as unknown as Response
  }

  /** The position now, then those that are announced, each a moment later and in their order, until the token ends. */
  async function* stream(signal: AbortSignal | null, { person, expiresAt }: Signed): AsyncGenerator<Uint8Array> {
    const waiting: string[] = []
    let ended = false
    let wake = (): void => {}
    const end = (): void => {
      ended = true
      wake()
    }
    let arrivesMs = 0
    const write = (text: string): void => {
      arrivesMs = Math.max(arrivesMs, world.nowMs() + random.between(80, 1200))
      world.after(arrivesMs - world.nowMs(), () => {
        if (line.cut) return
        waiting.push(tap.told === undefined ? text : changed(text, tap.told))
        wake()
      })
    }
    const epoch = epochFor(node.context.epoch, person.scope)
    const tell = createTeller(node.texts(), { epoch, scope: person.scope, write })
    const own = {
      end,
      tell: (position: number): void => void world.after(0, () => (ended ? undefined : tell(position))),
    }
    streams.add(own)
    open.add(own)
    signal?.addEventListener('abort', end)
    const cancel = world.after(Date.parse(expiresAt) - world.nowMs() + HEARTBEAT_MS, end)
    try {
      await atNode(async () => tell(await currentPosition(node.context.db)))
      for (;;) {
        if (ended) throw LOST()
        const next = waiting.splice(0).join('')
        if (next !== '') yield Buffer.from(next)
        else await new Promise<void>((resolve) => (wake = resolve))
      }
    } finally {
      cancel()
      streams.delete(own)
      open.delete(own)
    }
  }

  const line: Line = {
    cut: false,
    slow: 1,
    mishaps: [],
    hangUp: () => {
      for (const each of open) each.end()
    },
    fetch: ((input: URL, init: RequestInit = {}) => {
      const asked: Asked = {
        method: init.method ?? 'GET',
        path: `${input.pathname}${input.search}`,
        headers: (init.headers ?? {}) as Record<string, string>,
        body: typeof init.body === 'string' ? init.body : undefined,
      }
      return asked.path.startsWith('/v1/live') ? live(asked, init.signal ?? null) : request(asked)
    }) as typeof fetch,
  }
  return line
}

/** News as they are told by a backend that is changed. */
const changed = (text: string, tell: (event: LiveEvent) => LiveEvent): string =>
  text.replace(/(?<=^data: ).*$/m, (data) => JSON.stringify(tell(JSON.parse(data) as LiveEvent)))

/** As much of a response as the transport reads, without streams of its own that would run beside simulated time. */
function responseOf({ status, body, bytes }: Answered, cutOff: boolean): Response {
  if (bytes !== undefined) return fileOf(status, cutOff ? bytes.subarray(0, bytes.length / 2) : bytes, cutOff)
  const text = cutOff ? body.slice(0, body.length / 2) : body
  const json = (): Promise<unknown> => new Promise((resolve) => resolve(JSON.parse(text)))
  const whole = !cutOff
  async function* pieces(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(text)
    if (!whole) throw LOST()
  }
  return { ok: status >= 200 && status < 300, status, json, body: pieces() } as unknown as Response
}

/** A file, in pieces, as the download reads it. */
function fileOf(status: number, bytes: Buffer, cutOff: boolean): Response {
  let at = 0
  const read = async (): Promise<{ done: boolean; value: Uint8Array | undefined }> => {
    if (at >= bytes.length && cutOff) throw LOST()
    const value = bytes.subarray(at, at + PIECE_BYTES)
    at += PIECE_BYTES
    return value.length === 0 ? { done: true, value: undefined } : { done: false, value }
  }
  const body = { getReader: () => ({ read, cancel: () => Promise.resolve() }) }
  return { ok: status >= 200 && status < 300, status, body } as unknown as Response
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import shell from '#resources/locales/nb/shell.json' with { type: 'json' }
import type { LiveEvent, PulledRow, PullResponse, SessionResponse } from '#shared/sync/wire.ts'
import { bounded } from '#test/support/bounded.ts'
import { generateRows } from '../dataset/generate-rows.ts'
import { PERSON } from './desk-folder.ts'
import type { ElectronWindow } from './electron-window.ts'
import { inPage, ROW } from './in-page.ts'
import { pause } from './walk-about.ts'

const OTHER_SEED = 7
const HOURS_12 = 12 * 3_600_000
const SIGN_IN_MS = 20_000

/**
 * The other end of the wire as a load generator: it signs everybody in, has nothing new to say, and on `flood` has a great many
 * changes at once. It decides nothing: what is measured is the desk that takes them in.
 */
export type QuietBackend = {
  readonly url: string
  /** So many changed cases from now on. */
  readonly flood: (rows: number) => void
  /** How many rows the desk has fetched. */
  readonly fetched: () => number
  readonly close: () => Promise<void>
}

export async function quietBackend(): Promise<QuietBackend> {
  let epoch = ''
  let position = 0
  let first = 0
  let rows: PulledRow[] = []
  const listeners = new Set<ServerResponse>()

  const session = (): SessionResponse => {
    const now = Date.now()
    return {
      user: PERSON,
      accessToken: 'bench',
      accessExpiresAt: new Date(now + HOURS_12).toISOString(),
      refreshToken: 'bench',
      serverTime: new Date(now).toISOString(),
    }
  }
  /** The desk's own epoch and position are taken over: to it this is the backend that filled it. */
  const pull = (query: URLSearchParams): PullResponse => {
    epoch = query.get('epoch') ?? epoch
    const after = Number(query.get('after'))
    if (rows.length === 0) [position, first] = [after, after]
    const page = rows.slice(after - first, after - first + Number(query.get('limit')))
    const next = after + page.length
    const remaining = Math.max(0, first + rows.length - next)
    if (rows.length > 0) position = Math.max(position, next)
    return { epoch, serverTime: new Date().toISOString(), rows: page, next, done: remaining === 0, remaining }
  }
  const live = (answer: ServerResponse): void => {
    answer.writeHead(200, { 'content-type': 'text/event-stream' }).write(': here\n\n')
    listeners.add(answer)
    answer.on('close', () => listeners.delete(answer))
  }
  const serve = (request: IncomingMessage, answer: ServerResponse): void => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
    request.resume() // What the desk says is not needed here.
    if (pathname === '/v1/live') return live(answer)
    const body = pathname.startsWith('/v1/session')
      ? session()
      : pathname === '/v1/pull'
        ? pull(searchParams)
        : pathname === '/v1/leases'
          ? { leases: [] }
          : { epoch, serverTime: new Date().toISOString(), results: [] }
    answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
  const server = createServer(serve)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    flood: (count) => {
      rows = changes(count)
      const event: LiveEvent = { epoch, position: first + rows.length }
      for (const listener of listeners) listener.write(`data: ${JSON.stringify(event)}\n\n`)
    },
    fetched: () => position - first,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Cases of another desk with all that they refer to. */
function changes(count: number): PulledRow[] {
  const rows: PulledRow[] = []
  for (const { table, row } of generateRows({ cases: count, seed: OTHER_SEED })) {
    if (rows.length === count) break
    rows.push({ table, id: row.id, row: row as PulledRow['row'] })
  }
  return rows
}

/** Signs the person in again, so that the desk has a session with this backend, and waits until it is live. */
export async function signInTo(window: ElectronWindow): Promise<void> {
  const seen = (what: string, holds: string): Promise<number> =>
    bounded(what, SIGN_IN_MS, window.evaluate<number>(inPage(`return bench.painted(() => ${holds})`)))
  const again = `[...document.querySelectorAll('button')].find((each) => each.textContent === ${JSON.stringify(shell.sync['sign-in-again'])})`
  const password = `document.querySelector('[role="dialog"] input[type="password"]')`
  await window.evaluate(`document.querySelector('[data-testid="status-bar"] button').click()`)
  await seen('the way to the sign-in', `${again} !== undefined`)
  await window.evaluate(`${again}.click()`)
  await seen('the sign-in', `${password} !== null`)
  await window.evaluate(`${password}.focus()`)
  for (const letter of 'bench') await window.press(letter)
  await window.press('Enter')
  const live = `document.querySelector('[data-testid="status-bar"]')?.dataset.state === 'live'`
  await seen('a live desk', `${live} && document.querySelector(${JSON.stringify(ROW)}) !== null`)
}

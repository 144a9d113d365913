import { randomUUID } from 'node:crypto'
import { v7 as uuidV7 } from 'uuid'
import { createLogger } from '#backend/lib/logger.ts'
import { type Backend, type BackendOptions, startBackend } from '#backend/start.ts'
import type { CommandArgs, CommandName } from '#shared/domain/commands.ts'
import type { Row, TableName } from '#shared/domain/tables.ts'
import type { Lease, PasscodeBeside, PullResponse, PushResponse, SessionResponse } from '#shared/sync/wire.ts'
import { tempFolder } from './temp-folder.ts'

export const TEST_SECRET = 'only for tests: 0123456789abcdef0123456789abcdef'

/** A backend node in this process, on a database of the test. */
export async function startNode(
  databaseUrl: string,
  more: Partial<BackendOptions> & { log?: string[]; logLevel?: string } = {},
): Promise<Backend> {
  const { log, logLevel = 'debug', ...options } = more
  const folder = tempFolder('node')
  const logger = log ? createLogger(logLevel, { write: (line) => void log.push(line) }) : createLogger('silent')
  const node = await startBackend({ dataDir: folder.path, databaseUrl, secretKey: TEST_SECRET, logger, ...options })
  const stop = async () => {
    await node.stop()
    folder.remove()
  }
  return { url: node.url, stop }
}

export type Answer<T> = { readonly status: number; readonly body: T }

/** A device of the test that speaks HTTP with a node. */
export class Desk {
  readonly url: string
  readonly deviceId: string
  token = ''
  refreshToken = ''

  private constructor(url: string, deviceId: string) {
    this.url = url
    this.deviceId = deviceId
  }

  static async signIn(url: string, username = 'kari', deviceId: string = randomUUID()): Promise<Desk> {
    const desk = new Desk(url, deviceId)
    const { status, body } = await desk.post<SessionResponse>('/v1/session', {
      username,
      password: 'skranke-demo',
      deviceId,
    })
    if (status !== 200) throw new Error(`sign-in was answered ${status} ${JSON.stringify(body)}`)
    desk.token = body.accessToken
    desk.refreshToken = body.refreshToken
    return desk
  }

  /** The same session, spoken with another node. */
  at(url: string): Desk {
    const desk = new Desk(url, this.deviceId)
    desk.token = this.token
    desk.refreshToken = this.refreshToken
    return desk
  }

  async post<T = unknown>(path: string, body: unknown): Promise<Answer<T>> {
    return this.ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  }

  async ask<T = unknown>(path: string, init: RequestInit = {}): Promise<Answer<T>> {
    const headers = { authorization: `Bearer ${this.token}`, ...(init.headers as Record<string, string>) }
    const response = await fetch(new URL(path, this.url), { ...init, headers })
    const text = await response.text()
    return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as T }
  }

  async push(
    commands: readonly object[],
    passcodes: readonly PasscodeBeside[] = [],
    givenUp: readonly object[] = [],
  ): Promise<PushResponse> {
    const { status, body } = await this.post<PushResponse>('/v1/push', {
      protocol: 1,
      deviceId: this.deviceId,
      commands,
      passcodes,
      givenUp,
    })
    if (status !== 200) throw new Error(`push was answered ${status} ${JSON.stringify(body)}`)
    return body
  }

  async leases(): Promise<Lease[]> {
    return (await this.post<{ leases: Lease[] }>('/v1/leases', { deviceId: this.deviceId })).body.leases
  }

  async pull(after = 0, epoch?: string, limit = 5000): Promise<PullResponse> {
    const query = new URLSearchParams({ after: String(after), limit: String(limit), ...(epoch && { epoch }) })
    return (await this.ask<PullResponse>(`/v1/pull?${query}`)).body
  }

  /** All rows of a table, as a device that fills itself sees them. */
  async rows<T extends TableName>(table: T): Promise<Row<T>[]> {
    const { rows } = await this.pull()
    return rows.filter((row) => row.table === table).map((row) => row.row as Row<T>)
  }
}

/** A command as a device sends it. */
export const command = <N extends CommandName>(
  name: N,
  args: CommandArgs<N>,
  more: { id?: string; actAt?: string } = {},
) => ({
  id: uuidV7(),
  name,
  version: 1,
  args,
  actAt: new Date().toISOString(),
  retryOf: null,
  undoGroup: null,
  ...more,
})

/** What intake sends for an Apple unit. */
export const intake = (more: Partial<CommandArgs<'case.register'>> = {}): CommandArgs<'case.register'> => ({
  caseId: uuidV7(),
  number: null,
  localRef: null,
  channel: 'phone',
  contract: 'SA0011807',
  customerId: null,
  unitId: null,
  contactName: 'Marit Lunde',
  mobile: '+4740010000',
  phone: null,
  email: null,
  serviceLocation: 'Storgata 1, 0155 Oslo',
  customerRef: null,
  orderNo: null,
  invoiceNo: null,
  productName: 'MacBook Air',
  serialNo: null,
  faultDescription: 'Skjermen flimrer',
  product: 'mac',
  purchasedOn: null,
  soldByUs: true,
  usedIn: 'NO',
  hasPasscode: false,
  ownerId: null,
  assumed: [],
  source: null,
  reportedAt: null,
  ...more,
})

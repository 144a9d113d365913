import { join } from 'node:path'
import { v7 as uuidV7 } from 'uuid'
import { openProfile, type Profile } from '#electron/data/profile.ts'
import { type Clock, createClock } from '#electron/data/lib/clock.ts'
import { systemTimers } from '#electron/data/lib/timers.ts'
import { createSealer } from '#electron/data/lib/sealer.ts'
import { registerCase } from '#electron/data/services/register-case.ts'
import { submitCommand } from '#electron/data/services/submit-command.ts'
import { adoptSnapshot, type ReadySnapshot } from '#electron/data/sync/adopt-snapshot.ts'
import { createEngine, type Engine } from '#electron/data/sync/engine.ts'
import { createHttpTransport } from '#electron/data/sync/http-transport.ts'
import { createIntake } from '#electron/data/sync/intake.ts'
import { createSnapshotClient } from '#electron/data/sync/snapshot-client.ts'
import { createTokens, type Tokens } from '#electron/data/sync/tokens.ts'
import type { Transport } from '#electron/data/sync/transport.ts'
import { readByTable } from './table-rows.ts'
import type { CommandArgs, CommandName } from '#shared/domain/commands.ts'
import type { Row, TableName } from '#shared/domain/tables.ts'
import type { SessionUser } from '#shared/sync/wire.ts'
import { intake } from './backend-node.ts'
import { tempFolder } from './temp-folder.ts'

export const MIGRATIONS = join(import.meta.dirname, '../../db/migrations')
const KEY = Buffer.alloc(32, 7)

/** What the test does to the line between a desk and the backend. */
export type Line = {
  /** Nothing gets through. */
  cut: boolean
  /** Requests arrive, answers are lost, for paths that contain this. */
  loseAnswersOf: string | null
  /** What becomes of an answer on its way; the answer itself if absent. */
  through?: ((path: string, response: Response) => Response) | undefined
}

type More = {
  pageSize?: number
  clock?: Clock
  /** Whether a ready-made file is taken where there is one, however few its rows. */
  snapshots?: boolean
}

/** The real engine on a real file against a real backend, driven turn by turn. */
export class SyncedDesk {
  readonly line: Line = { cut: false, loseAnswersOf: null }
  readonly file: string
  readonly #deviceId: string
  readonly #url: () => string
  readonly #pageSize: number
  readonly #clock: Clock
  readonly #snapshots: boolean
  profile: Profile
  engine: Engine
  transport: Transport
  tokens: Tokens
  #refresh: string | null = null

  private constructor(url: () => string, user: SessionUser, deviceId: string, more: Required<More>, file: string) {
    this.#url = url
    this.#deviceId = deviceId
    this.#pageSize = more.pageSize
    this.#clock = more.clock
    this.#snapshots = more.snapshots
    this.file = file
    this.transport = createHttpTransport({ url, fetch: this.#fetch })
    const opened = this.#open(user, file)
    this.profile = opened.profile
    this.tokens = opened.tokens
    this.engine = opened.engine
  }

  /** Signs in and opens an empty file; nothing has been pulled yet. */
  static async signIn(
    url: string | (() => string),
    username = 'kari',
    { pageSize = 1000, clock = createClock(null), snapshots = false }: More = {},
  ): Promise<SyncedDesk> {
    const at = typeof url === 'string' ? () => url : url
    const deviceId = uuidV7()
    const answer = await createHttpTransport({ url: at }).signIn({ username, password: 'skranke-demo', deviceId })
    if (!answer.ok) throw new Error(`sign-in: ${answer.error.code}`)
    const file = join(tempFolder('desk').path, 'profile.sqlite')
    const desk = new SyncedDesk(at, answer.value.user, deviceId, { pageSize, clock, snapshots }, file)
    desk.tokens.keep(answer.value)
    return desk
  }

  /** Signs in and fills the file. */
  static async filled(url: string | (() => string), username = 'kari', more: More = {}): Promise<SyncedDesk> {
    const desk = await SyncedDesk.signIn(url, username, more)
    await desk.sync()
    return desk
  }

  /** One turn that must succeed. */
  async sync(): Promise<void> {
    const result = await this.engine.turn()
    if (!result.ok) throw new Error(`turn: ${JSON.stringify(result.error)}`)
  }

  submit<N extends CommandName>(name: N, args: CommandArgs<N>) {
    return submitCommand(this.profile, { name, args })
  }

  /** A command that must be accepted here. */
  ok<N extends CommandName>(name: N, args: CommandArgs<N>): string {
    const result = this.submit(name, args)
    if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`)
    return result.value.commandId
  }

  register(more: Partial<CommandArgs<'case.register'>> = {}, passcode: string | null = null) {
    const { caseId: _id, number: _number, localRef: _ref, ...args } = { ...intake(), ...more }
    const result = registerCase(this.profile, args, passcode)
    if (!result.ok) throw new Error(JSON.stringify(result.error))
    return result.value
  }

  rows<T extends TableName>(table: T): Row<T>[] {
    return readByTable(this.profile.db, table)
  }

  row<T extends TableName>(table: T, id: string): Row<T> | undefined {
    return this.rows(table).find((row) => row.id === id)
  }

  /** The process is gone without a word; another opens what is on the disk. */
  crash(): void {
    const { user } = this.profile
    const opened = this.#open(user, this.file)
    this.profile = opened.profile
    this.tokens = opened.tokens
    this.engine = opened.engine
  }

  readonly #fetch: typeof fetch = async (input, init) => {
    if (this.line.cut) throw new TypeError('the line is cut')
    const response = await fetch(input, init)
    const lost = this.line.loseAnswersOf
    if (lost !== null && String(input).includes(lost)) throw new TypeError('the answer was lost')
    return this.line.through?.(new URL(String(input)).pathname, response) ?? response
  }

  #open(user: SessionUser, file: string): { profile: Profile; tokens: Tokens; engine: Engine } {
    const profile = openProfile({
      file,
      migrations: MIGRATIONS,
      user,
      deviceId: this.#deviceId,
      clock: this.#clock,
      sealer: createSealer(KEY),
    })
    const { transport } = this
    const tokens = createTokens({
      profile,
      transport,
      clock: profile.clock,
      load: () => this.#refresh,
      save: (session) => {
        this.#refresh = session.refreshToken
      },
    })
    const snapshots = {
      client: createSnapshotClient({ url: this.#url, fetch: this.#fetch }),
      adopt: (ready: ReadySnapshot) => adoptSnapshot(profile, MIGRATIONS, ready),
      worthRows: 0,
    }
    const pageSize = this.#pageSize
    const intake = createIntake({ profile, transport, pageSize, ...(this.#snapshots && { snapshots }) })
    const engine = createEngine({ profile, transport, tokens, timers: systemTimers, random: () => 0.5, intake })
    return { profile, tokens, engine }
  }
}

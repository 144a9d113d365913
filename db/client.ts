import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { takeBackPending } from './before-upgrade.ts'

/**
 * The one door to SQLite. Statements are prepared once for each text and kept; a read cannot write, because only {@link WriteDb}
 * has the means.
 */
export type Bind = string | number | bigint | Buffer | null

export type ReadDb = {
  /** All rows; list the columns, never `*`. */
  readonly all: <T>(sql: string, ...params: Bind[]) => T[]
  /** The first row. */
  readonly get: <T>(sql: string, ...params: Bind[]) => T | undefined
  /** The first column of the first row. */
  readonly value: <T>(sql: string, ...params: Bind[]) => T | undefined
}

export type WriteDb = ReadDb & {
  /** Returns how many rows changed. */
  readonly run: (sql: string, ...params: Bind[]) => number
  /** All of it or nothing; may be nested (an inner one joins the outer). */
  readonly transaction: <T>(work: () => T) => T
}

export type Db = WriteDb & {
  /**
   * For what can be had again: commits inside are not waited for until they are on the disk. A power failure may take the last of
   * them, never half of one, and none that was made outside before; the next commit outside brings them to the disk too.
   */
  readonly unsynced: <T>(work: () => T) => T
  readonly file: string
  /** Where this connection says that it is about to write; see {@link OpenOptions.yieldsTo}. */
  readonly turns: SharedArrayBuffer
  /**
   * Another file of the same shape takes the place of this one, and everybody goes on with it. False: it could not, because somebody
   * else has this file open, and nothing has changed.
   */
  readonly replaceBy: (file: string) => boolean
  readonly close: () => void
}

/** The file cannot be opened by this program; it is left as it is. */
export class StoreError extends Error {
  readonly code: 'store.newer'
  constructor(code: 'store.newer', message: string) {
    super(message)
    this.name = 'StoreError'
    this.code = code
  }
}

export type OpenOptions = {
  /** `:memory:` or a path; its folder is made when it is not there. */
  readonly file: string
  /** Folder of the migrations, `0001_*.sql` and on. */
  readonly migrations: string
  /**
   * For a connection that works in the background, in a thread of its own: it lets the connection with these turns write first, and
   * leaves it to that one to have commits synced to the disk. What it wrote may be gone after a power failure, never half of it.
   */
  readonly yieldsTo?: SharedArrayBuffer
  /** Told of every statement that took more than 40 ms. */
  readonly onSlow?: (sql: string, ms: number) => void
}

/** Opens the file, makes it durable (WAL, every commit synced to the disk) and brings it up to date. */
export function openDb({ file, migrations, yieldsTo, onSlow }: OpenOptions): Db {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const open = (): Sqlite.Database => {
    const sqlite = new Sqlite(file)
    try {
      sqlite.pragma('journal_mode = WAL')
      sqlite.pragma(`synchronous = ${levelFor(yieldsTo)}`)
      sqlite.pragma('secure_delete = ON')
      sqlite.pragma('temp_store = MEMORY')
      sqlite.pragma('cache_size = -32000')
      migrate(sqlite, file, migrations)
      sqlite.pragma('foreign_keys = ON')
      return sqlite
    } catch (error) {
      sqlite.close()
      throw error
    }
  }
  return dbOver(open, file, yieldsTo, onSlow)
}

/** A file as it is, whatever program made it and whatever is wrong with it; nothing is changed in it by opening. */
export type FileAsIs = {
  readonly rows: <T>(sql: string) => Iterable<T>
  readonly close: () => void
}
export function openAsIs(file: string): FileAsIs {
  const sqlite = new Sqlite(file, { fileMustExist: true })
  return {
    rows: <T>(sql: string) => sqlite.prepare(sql).iterate() as Iterable<T>,
    close: () => {
      sqlite.close()
    },
  }
}

const levelFor = (yieldsTo: SharedArrayBuffer | undefined): string => (yieldsTo === undefined ? 'FULL' : 'NORMAL')

const SLOW_MS = 40

function dbOver(
  open: () => Sqlite.Database,
  file: string,
  yieldsTo: SharedArrayBuffer | undefined,
  onSlow: OpenOptions['onSlow'],
): Db {
  let sqlite = open()
  const turns = yieldsTo ?? new SharedArrayBuffer(4)
  const inTurn = yieldsTo === undefined ? firstInTurn(turns) : lastInTurn(turns)
  const statements = new Map<string, Sqlite.Statement<unknown[]>>()
  const values = new Map<string, Sqlite.Statement<unknown[]>>()
  const prepared = (sql: string): Sqlite.Statement<unknown[]> => {
    let statement = statements.get(sql)
    if (statement === undefined) statements.set(sql, (statement = sqlite.prepare(sql)))
    return statement
  }
  const plucked = (sql: string): Sqlite.Statement<unknown[]> => {
    let statement = values.get(sql)
    if (statement === undefined) values.set(sql, (statement = sqlite.prepare(sql).pluck()))
    return statement
  }
  const timed = <T>(sql: string, work: () => T): T => {
    if (onSlow === undefined) return work()
    const start = performance.now()
    const result = work()
    const ms = performance.now() - start
    if (ms > SLOW_MS) onSlow(sql, ms)
    return result
  }
  return {
    file,
    turns,
    all: <T>(sql: string, ...params: Bind[]) => timed(sql, () => prepared(sql).all(...params) as T[]),
    get: <T>(sql: string, ...params: Bind[]) => timed(sql, () => prepared(sql).get(...params) as T | undefined),
    value: <T>(sql: string, ...params: Bind[]) => timed(sql, () => plucked(sql).get(...params) as T | undefined),
    run: (sql, ...params) => {
      const work = (): number => timed(sql, () => prepared(sql).run(...params).changes)
      return sqlite.inTransaction ? work() : inTurn(work)
    },
    transaction: (work) => {
      if (sqlite.inTransaction) return work()
      inTurn(() => prepared('begin immediate').run())
      try {
        const result = work()
        prepared('commit').run()
        return result
      } catch (error) {
        if (sqlite.inTransaction) prepared('rollback').run()
        throw error
      }
    },
    unsynced: (work) => {
      if (sqlite.inTransaction) return work()
      sqlite.exec('pragma synchronous = NORMAL')
      try {
        return work()
      } finally {
        sqlite.exec(`pragma synchronous = ${levelFor(yieldsTo)}`)
      }
    },
    replaceBy: (other) => {
      statements.clear()
      values.clear()
      sqlite.close()
      try {
        // Whoever closes a file last takes its log away.
        return !existsSync(`${file}-wal`) && moveOver(other, file)
      } finally {
        sqlite = open()
      }
    },
    close: () => {
      sqlite.close()
    },
  }
}

/** Also after a power failure: the content is on the disk before the name is, and the name before anything is written to it. */
function moveOver(from: string, to: string): boolean {
  try {
    syncToDisk(from)
    renameSync(from, to)
  } catch {
    return false
  }
  if (process.platform !== 'win32') syncToDisk(dirname(to)) // there a folder cannot be synced; NTFS logs the name by itself
  return true
}

function syncToDisk(path: string): void {
  const handle = openSync(path, statSync(path).isDirectory() ? 'r' : 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

type InTurn = <T>(work: () => T) => T

/** Says that it waits for the lock, until it has it. */
function firstInTurn(turns: SharedArrayBuffer): InTurn {
  const waiting = new Int32Array(turns)
  return (work) => {
    Atomics.add(waiting, 0, 1)
    try {
      return work()
    } finally {
      Atomics.sub(waiting, 0, 1)
      Atomics.notify(waiting, 0)
    }
  }
}

/** SQLite hands the lock to whoever asks at the right moment; one that writes without a pause would hardly ever let another in. */
function lastInTurn(turns: SharedArrayBuffer): InTurn {
  const waiting = new Int32Array(turns)
  return (work) => {
    for (let n = Atomics.load(waiting, 0); n > 0; n = Atomics.load(waiting, 0)) Atomics.wait(waiting, 0, n, 100)
    return work()
  }
}

/** Runs what is missing in one transaction, with a copy of the file beside it first; `user_version` counts what has run. */
function migrate(sqlite: Sqlite.Database, file: string, folder: string): void {
  const steps = readdirSync(folder)
    .filter((name) => /^\d{4}_.*\.sql$/.test(name))
    .sort()
  const version = sqlite.pragma('user_version', { simple: true }) as number
  if (version > steps.length)
    throw new StoreError('store.newer', `file is at version ${version}, this program knows ${steps.length}`)
  if (version === steps.length) return
  if (version > 0 && file !== ':memory:') backUp(sqlite, file, version)

  sqlite.pragma('foreign_keys = OFF') // inside a transaction it does nothing, and rebuilding a parent would delete its children
  sqlite.transaction(() => {
    takeBackPending(sqlite)
    for (const name of steps.slice(version)) sqlite.exec(readFileSync(join(folder, name), 'utf8'))
    const broken = sqlite.pragma('foreign_key_check') as unknown[]
    if (broken.length > 0) throw new Error(`migration leaves ${broken.length} rows without their parent`)
    sqlite.pragma(`user_version = ${steps.length}`)
  })()
}

/** A whole copy as it was before the upgrade. */
function backUp(sqlite: Sqlite.Database, file: string, version: number): void {
  sqlite.pragma('wal_checkpoint(TRUNCATE)')
  const copy = `${file}.v${version}.bak`
  if (!existsSync(copy)) copyFileSync(file, copy)
}

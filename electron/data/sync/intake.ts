import { readFill } from '#db/fill.ts'
import type { SyncStatus } from '#shared/contract/views.ts'
import { TABLE_NAMES, type TableName } from '#shared/domain/tables.ts'
import { type AppError, appError } from '#shared/errors.ts'
import { err, ok, type Result } from '#shared/lib/result.ts'
import type { Profile } from '../profile.ts'
import { beginFill, finishFill, takeFilled } from './fill.ts'
import type { ReadySnapshot } from './adopt-snapshot.ts'
import { applyPage } from './pull.ts'
import type { SnapshotClient } from './snapshot-client.ts'
import { clearSnapshots, createSnapshotDownload } from './snapshot-download.ts'
import { readSyncState } from './sync-state.ts'
import type { Transport } from './transport.ts'

export type Progress = NonNullable<SyncStatus['progress']>
export type IntakeRun = {
  /** Something is to be sent: what is under way is left at the next mark. */
  readonly pressing: () => boolean
  readonly progress: (progress: Progress) => void
  /** Rows a page, where not the usual number. */
  readonly pageSize?: number
}

/** Takes in what the backend gives, into one file. */
export type Intake = {
  /** Until all is `here`, or `left` with more to come: then what is to be sent is sent first, and this is called again. */
  readonly run: (token: string, run: IntakeRun) => Promise<Result<'here' | 'left', AppError>>
  readonly close: () => Promise<void>
}

type Deps = {
  readonly profile: Profile
  readonly transport: Pick<Transport, 'pull' | 'firstFill'>
  readonly pageSize: number
  /** Ready-made files in place of many rows; rows alone if absent. */
  readonly snapshots?: Snapshots | undefined
}

export type Snapshots = {
  readonly client: SnapshotClient
  /** Puts it in the place of the profile's file, or has that done when this run has ended; false: it does not fit. */
  readonly adopt: (ready: ReadySnapshot) => boolean
  /** With fewer rows to come, nothing is gained by another way. */
  readonly worthRows: number
}

/** Of the newest open cases: enough for the first page of any queue that is much used. */
const USABLE_CASES = 500

/** Windows hear of a fill this often: each time they read anew what they show. */
const TELL_MS = 500

/** A first fill where there has been none, and then pages of what changed. */
export function createIntake({ profile, transport, pageSize, snapshots }: Deps): Intake {
  const { db, clock } = profile
  let rowsAlone = false
  const download = snapshots && createSnapshotDownload(db.file, snapshots.client)

  /** Once there is something to work with, and much is still to come. */
  function wantsSnapshot(): boolean {
    if (snapshots === undefined || rowsAlone) return false
    const { done, total } = readFill(db) ?? { done: 0, total: null }
    if (total === null || total - done <= snapshots.worthRows) return false
    return done > total / 4 || (db.value<number>('select count(*) from service_case') ?? 0) >= USABLE_CASES
  }

  /** `rows`: there is none, or it cannot be used; from then on rows are the way. */
  async function viaSnapshot(token: string, run: IntakeRun): Promise<Result<'left' | 'rows', AppError>> {
    const rows = (): Result<'rows', AppError> => {
      rowsAlone = true
      clearSnapshots(db.file)
      return ok('rows')
    }
    if (snapshots === undefined || download === undefined) return rows()
    const schema = db.value<number>('pragma user_version') ?? 0
    const offered = await snapshots.client.offer({ schema, begun: download.begun() }, token)
    if (!offered.ok) return offered
    const snapshot = offered.value
    if (snapshot === null || snapshot.schema !== schema || snapshot.epoch !== readFill(db)?.epoch) return rows()
    const left = timeLeft(() => clock.nowMs())
    const end = await download.run(snapshot, token, (bytes) => {
      const here = Math.round((snapshot.rows * bytes) / snapshot.bytes)
      run.progress(left.after(here, snapshot.rows - here))
      return !run.pressing()
    })
    if (!end.ok) return end
    if (end.value === 'left') return ok('left')
    if (end.value === 'cut') return err(appError('network.offline'))
    if (end.value === 'useless') return rows()
    const file = await download.unpack(snapshot)
    if (file === null || !snapshots.adopt({ snapshot, file })) return rows()
    return ok('left')
  }

  async function fill(token: string, run: IntakeRun): Promise<Result<'here' | 'left', AppError>> {
    const { pressing, progress } = run
    if (wantsSnapshot()) {
      const end = await viaSnapshot(token, run)
      if (!end.ok) return end
      if (end.value === 'left') return ok('left')
    }
    const tell = teller(profile)
    const left = timeLeft(() => clock.nowMs())
    const under = readFill(db)
    const askedAtMs = clock.nowMs()
    let came = false
    const end = await transport.firstFill(
      { epoch: under?.epoch ?? null, cursor: under?.cursor ?? '' },
      token,
      (part) => {
        if (part.kind === 'begin') return !beginFill(profile, part.begin, { askedAtMs, answeredAtMs: clock.nowMs() })
        tell.rows(takeFilled(profile, part.rows, part.mark))
        came = true
        const { done, total } = readFill(db) ?? { done: 0, total: null }
        progress(left.after(done, Math.max(0, (total ?? 0) - done)))
        return !pressing() && !wantsSnapshot()
      },
    )
    tell.now()
    if (!end.ok) return end
    if (end.value === 'cut' && !came) return err(appError('network.offline'))
    if (end.value !== 'whole') return ok('left')
    finishFill(profile)
    if (download !== undefined) clearSnapshots(db.file)
    profile.events.rows({ tables: TABLE_NAMES, caseIds: [] })
    return ok('here')
  }

  async function pull(
    token: string,
    { pressing, progress, pageSize: limit = pageSize }: IntakeRun,
  ): Promise<Result<'here' | 'left', AppError>> {
    const left = timeLeft(() => clock.nowMs())
    let rows = 0
    for (;;) {
      const { epoch, position } = readSyncState(db)
      const askedAtMs = clock.nowMs()
      const answer = await transport.pull({ epoch, after: position, limit }, token)
      if (!answer.ok) return answer
      const page = answer.value
      if (!applyPage(profile, page, { askedAtMs, answeredAtMs: clock.nowMs() })) return ok('left')
      rows += page.rows.length
      if (page.done) return ok('here')
      progress(left.after(rows, page.remaining))
      if (pressing()) return ok('left')
    }
  }

  return {
    run: async (token, run) => {
      if (!readSyncState(db).filled) {
        const filled = await fill(token, run)
        if (!filled.ok || filled.value === 'left') return filled
      }
      return pull(token, run)
    },
    close: () => Promise.resolve(),
  }
}

/** Tells windows of new rows, at once and then now and then. */
function teller({ events, clock }: Profile) {
  const waiting = new Set<TableName>()
  let toldMs = Number.NEGATIVE_INFINITY
  const now = (): void => {
    if (waiting.size > 0) events.rows({ tables: [...waiting], caseIds: [] })
    waiting.clear()
    toldMs = clock.nowMs()
  }
  return {
    now,
    rows: (tables: Iterable<TableName>): void => {
      for (const table of tables) waiting.add(table)
      if (clock.nowMs() - toldMs >= TELL_MS) now()
    },
  }
}

/** How long the rest takes at the pace since the beginning of this run; nobody knows in the first second. */
function timeLeft(nowMs: () => number) {
  const sinceMs = nowMs()
  let before: number | null = null
  return {
    after: (done: number, remaining: number): Progress => {
      before ??= done
      const [tookMs, came] = [nowMs() - sinceMs, done - before]
      return { done, remaining, msLeft: tookMs < 1000 || came === 0 ? null : Math.round((tookMs / came) * remaining) }
    },
  }
}

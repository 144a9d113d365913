import { readFill } from '#db/fill.ts'
import type { SyncStatus } from '#shared/contract/views.ts'
import { TABLE_NAMES, type TableName } from '#shared/domain/tables.ts'
import { type AppError, appError } from '#shared/errors.ts'
import { err, ok, type Result } from '#shared/lib/result.ts'
import type { Profile } from '../profile.ts'
import { beginFill, finishFill, takeFilled } from './fill.ts'
import { applyPage } from './pull.ts'
import { readSyncState } from './sync-state.ts'
import type { Transport } from './transport.ts'

export type Progress = NonNullable<SyncStatus['progress']>
export type IntakeRun = {
  /** Something is to be sent: what is under way is left at the next mark. */
  readonly pressing: () => boolean
  readonly progress: (progress: Progress) => void
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
}

/** Windows hear of a fill this often: each time they read anew what they show. */
const TELL_MS = 500

/** A first fill where there has been none, and then pages of what changed. */
export function createIntake({ profile, transport, pageSize }: Deps): Intake {
  const { db, clock } = profile

  async function fill(token: string, { pressing, progress }: IntakeRun): Promise<Result<'here' | 'left', AppError>> {
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
        return !pressing()
      },
    )
    tell.now()
    if (!end.ok) return end
    if (end.value === 'cut' && !came) return err(appError('network.offline'))
    if (end.value !== 'whole') return ok('left')
    finishFill(profile)
    profile.events.rows({ tables: TABLE_NAMES, caseIds: [] })
    return ok('here')
  }

  async function pull(token: string, { pressing, progress }: IntakeRun): Promise<Result<'here' | 'left', AppError>> {
    const left = timeLeft(() => clock.nowMs())
    let rows = 0
    for (;;) {
      const { epoch, position } = readSyncState(db)
      const askedAtMs = clock.nowMs()
      const answer = await transport.pull({ epoch, after: position, limit: pageSize }, token)
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

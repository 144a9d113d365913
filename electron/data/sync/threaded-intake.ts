import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { awaitsRows } from '#db/outbox.ts'
import type { AppError } from '#shared/errors.ts'
import { endThread } from '#shared/lib/end-thread.ts'
import type { Result } from '#shared/lib/result.ts'
import { systemTimers } from '../lib/timers.ts'
import type { Profile } from '../profile.ts'
import { adoptSnapshot, type ReadySnapshot } from './adopt-snapshot.ts'
import { createIntake, type Intake, type IntakeRun } from './intake.ts'
import type { FromIntake, IntakeConfig, ToIntake } from './intake-messages.ts'
import { clearSnapshots } from './snapshot-download.ts'
import type { Transport } from './transport.ts'

/** A page of so many rows is taken in beside the person's work; what is more goes to the thread. */
const FEW = 50
const MANY = 1000
/** As long as no more than this is to come it is still taken in here, page by page: a thread takes longer to start. */
const STILL_FEW = 1000
/** Less comes as quickly row by row. */
const WORTH_ROWS = 10_000
/** Rows that are done with are taken away soon: left to itself V8 lets the heap of a long fill grow to five times what is in use. */
const YOUNG_MB = 16

type Deps = {
  readonly profile: Profile
  readonly transport: Transport
  readonly url: () => string | null
  readonly migrations: string
  /** The thread's file, where it is not found beside this one. */
  readonly entry?: string
  /** With fewer rows to come, a ready-made file gains nothing. */
  readonly worthRows?: number
}

/**
 * Takes little in here, and much (a first fill, all that came since Friday) in a thread of its own. The thread has its own
 * connection and lets this one write first; it ends when everything is here, and its memory with it.
 */
export function createThreadedIntake(deps: Deps): Intake {
  const { profile, transport, url, migrations, entry = beside(), worthRows = WORTH_ROWS } = deps
  const { db, clock, deviceId } = profile
  const here = createIntake({ profile, transport, pageSize: FEW })
  const pressing = new Int32Array(new SharedArrayBuffer(4))
  let thread: Worker | null = null
  let ready: ReadySnapshot | null = null
  let fits = true
  let isTidy = false

  function start(): Worker {
    const workerData: IntakeConfig = {
      file: db.file,
      migrations,
      deviceId,
      clockShiftMs: clock.nowMs() - Date.now(),
      clockGiven: clock.given,
      turns: db.turns,
      pressing: pressing.buffer as SharedArrayBuffer,
      pageSize: MANY,
      worthRows: fits ? worthRows : null,
    }
    db.value('pragma wal_autocheckpoint = 1000000') // the thread empties the log: a person's act must not have to
    return new Worker(entry, { workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } })
  }

  function inThread(token: string, run: IntakeRun): Promise<Result<'here' | 'left', AppError>> {
    const worker = (thread ??= start())
    Atomics.store(pressing, 0, 0)
    return new Promise((resolve, reject) => {
      const look = setInterval(() => Atomics.store(pressing, 0, run.pressing() ? 1 : 0), 20)
      const finish = (settle: () => void): void => {
        clearInterval(look)
        // Its own only: the thread listens to itself too, and without that no message would come in another run.
        worker.off('message', heard).off('error', gone).off('exit', exited)
        settle()
      }
      const heard = (message: FromIntake): void => {
        switch (message.kind) {
          case 'progress':
            return run.progress(message.progress)
          case 'rows':
            return profile.events.rows(message)
          case 'event':
            return profile.events.emit(message.event)
          case 'ended':
            ready = message.ready
            return finish(() => resolve(message.result))
          case 'broken':
            return finish(() => reject(message.problem))
        }
      }
      const gone = (problem: unknown): void =>
        finish(() => {
          thread = null
          db.value('pragma wal_autocheckpoint = 1000')
          reject(problem)
        })
      const exited = (code: number): void => gone(new Error(`the intake ended with ${code}`))
      worker.on('message', heard).once('error', gone).once('exit', exited)
      tell(worker, { kind: 'run', token, url: url(), user: profile.user })
    })
  }

  async function end(): Promise<void> {
    const ending = thread
    thread = null
    if (ending === null) return
    await endThread(ending, { kind: 'close' } satisfies ToIntake, systemTimers.after)
    db.value('pragma wal_autocheckpoint = 1000')
  }

  return {
    run: async (token, run) => {
      if (db.value<number>('select filled from sync_state where one = 1') === 1) {
        if (!isTidy) clearSnapshots(db.file) // killed in between, one may have been left behind
        isTidy = true
        let isMuch = false
        const few = await here.run(token, {
          pressing: () => isMuch || run.pressing(),
          progress: ({ remaining }) => {
            isMuch = remaining > STILL_FEW || awaitsRows(db)
          },
        })
        if (!few.ok || few.value === 'here' || run.pressing()) return few
      }
      const result = await inThread(token, run)
      if (ready !== null || (result.ok && result.value === 'here')) await end()
      if (ready !== null) fits = adoptSnapshot(profile, migrations, ready)
      ready = null
      return result
    },
    close: end,
  }
}

function tell(worker: Worker, message: ToIntake): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  worker.postMessage(message)
}

/** The thread's file: beside this one as it stands, or in the bundle. */
function beside(): string {
  const at = ['intake-thread.ts', 'intake-thread.js', '../intake-thread.js'].map((name) =>
    join(import.meta.dirname, name),
  )
  const found = at.find((path) => existsSync(path))
  if (found === undefined) throw new Error('the thread that takes rows in is not in this program')
  return found
}

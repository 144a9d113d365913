/** The thread that takes rows in, with a connection of its own: whoever asks for a page of a queue never waits for it. */
import { parentPort, workerData } from 'node:worker_threads'
import { awaitsRows } from '#db/outbox.ts'
import { openProfile, type Profile } from '../profile.ts'
import { createHttpTransport } from './http-transport.ts'
import type { ReadySnapshot } from './adopt-snapshot.ts'
import { createIntake, type Intake } from './intake.ts'
import type { FromIntake, IntakeConfig, ToIntake } from './intake-messages.ts'
import { createSnapshotClient } from './snapshot-client.ts'

const config = workerData as IntakeConfig
const port = parentPort
if (port === null) throw new Error('this is the file of a thread')
const send = (message: FromIntake): void => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  port.postMessage(message)
}
/** As many rows as the backend gives at once. */
const WHOLE = 5_000
/** Of 4 kB each. */
const LOG_PAGES = 16_000
const pressing = new Int32Array(config.pressing)
let profile: Profile | null = null
let url: string | null = null
let ready: ReadySnapshot | null = null
let intake: Intake | null = null
const transport = createHttpTransport({ url: () => url })
/** Only where nobody has the file open can another take its place: the other side does it when this thread has ended. */
const snapshots = {
  client: createSnapshotClient({ url: () => url }),
  adopt: (one: ReadySnapshot) => {
    ready = one
    return true
  },
}

function open(user: Profile['user']): Profile {
  const opened = openProfile({
    file: config.file,
    migrations: config.migrations,
    user,
    deviceId: config.deviceId,
    yieldsTo: config.turns,
    clock: { nowMs: () => Date.now() + config.clockShiftMs, given: config.clockGiven },
    events: {
      rows: ({ tables, caseIds }) => send({ kind: 'rows', tables: [...tables], caseIds: [...caseIds] }),
      emit: (event) => send({ kind: 'event', event }),
      subscribe: () => {
        throw new Error('nobody listens here')
      },
    },
  })
  // Each page of the file is written once for many commits.
  opened.db.value(`pragma wal_autocheckpoint = ${LOG_PAGES}`)
  return opened
}

async function run(message: Extract<ToIntake, { kind: 'run' }>): Promise<void> {
  try {
    url = message.url
    profile ??= open(message.user)
    profile.user = message.user
    // What was accepted and has not come is best taken in whole: cut, a case would be put back to what it was before its last edit.
    const pageSize = awaitsRows(profile.db) ? Math.max(config.pageSize, WHOLE) : config.pageSize
    intake ??= createIntake({
      profile,
      transport,
      pageSize,
      snapshots: config.worthRows === null ? undefined : { ...snapshots, worthRows: config.worthRows },
    })
    const result = await intake.run(message.token, {
      pressing: () => Atomics.load(pressing, 0) !== 0,
      progress: (progress) => send({ kind: 'progress', progress }),
      pageSize,
    })
    send({ kind: 'ended', result, ready })
  } catch (problem) {
    send({ kind: 'broken', problem })
  }
}

port.on('message', (message: ToIntake) => {
  if (message.kind === 'run') return void run(message)
  profile?.db.value('pragma wal_checkpoint(passive)')
  profile?.db.close()
  port.close()
})

/** A process that reads pages of queues as a window asks for them, a page every few milliseconds, and tells how long each took. */
import { setTimeout as sleep } from 'node:timers/promises'
import { openDb } from '#db/client.ts'
import { listQueue } from '#db/queries/queue.ts'
import { QUEUE_SORTS, QueueName } from '#shared/domain/queue.ts'
import { DATASET_NOW } from './dataset/a-case.ts'
import { MIGRATIONS } from './dataset/local-dataset.ts'
import { ME } from './dataset/reference.ts'
import { timed } from './sampling.ts'

const PAUSE_MS = 5

const [file] = process.argv.slice(2)
if (file === undefined) throw new Error('which file?')
const db = openDb({ file, migrations: MIGRATIONS })
const pages = QueueName.options.flatMap((queue) => QUEUE_SORTS[queue].map((sort) => ({ queue, sort })))
let taken: number[] = []
const ended = new AbortController()

process.on('message', (message) => {
  if (message === 'stop') ended.abort()
  else process.send?.(taken)
  taken = []
})
for (let at = 0; !ended.signal.aborted; at = (at + 1) % pages.length) {
  const page = pages[at]
  if (page === undefined) break
  taken.push(timed(() => listQueue(db, { ...page, after: null, limit: 50, me: ME.id, now: DATASET_NOW })))
  await sleep(PAUSE_MS)
}
db.close()
process.disconnect()

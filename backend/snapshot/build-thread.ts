/** The thread that makes one snapshot, with a connection of its own: the node goes on answering meanwhile. */
import { parentPort, workerData } from 'node:worker_threads'
import { connect } from '../database/connect.ts'
import { createLogger } from '../lib/logger.ts'
import { LIMITS } from '../limits.ts'
import { type BuildOrder, buildSnapshot } from './build-snapshot.ts'

export type ThreadOrder = BuildOrder & { readonly databaseUrl: string }

const order = workerData as ThreadOrder
const port = parentPort
if (port === null) throw new Error('this is the file of a thread')
const stop = new AbortController()
port.once('message', () => stop.abort()) // the only thing it is ever told
port.unref() // nobody has to tell it anything
const db = connect(order.databaseUrl, createLogger('silent'), { ...LIMITS, connections: 1 })
try {
  const built = await buildSnapshot(db, order, stop.signal)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  port.postMessage(built)
} catch (problem) {
  if (!stop.signal.aborted) throw problem
} finally {
  await db.$client.end()
}

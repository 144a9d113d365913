import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { endThread } from './end-thread.ts'

const after = (ms: number, run: () => void) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

/** Runs `code` and tells, once it is gone, what it ended with. */
async function thread(code: string): Promise<{ readonly worker: Worker; readonly ended: Promise<number> }> {
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads'); ${code}; parentPort.postMessage('there')`,
    {
      eval: true,
    },
  )
  await once(worker, 'message')
  return { worker, ended: new Promise((resolve) => worker.once('exit', resolve)) }
}

test('a thread that is asked closes what it holds and ends by itself', async () => {
  const { worker, ended } = await thread(
    `parentPort.once('message', (message) => setTimeout(() => process.exit(message), 20))`,
  )
  await endThread(worker, 7, after)
  expect(await ended).toBe(7)
})

test('a thread that fails in closing is gone too, and fails nobody else', async () => {
  const { worker, ended } = await thread(`parentPort.once('message', () => { throw new Error('the disk is full') })`)
  await endThread(worker, 'close', after)
  expect(await ended).toBe(1)
})

test('a thread that does not answer is terminated', async () => {
  const { worker, ended } = await thread(`parentPort.on('message', () => { for (;;); })`)
  await endThread(worker, 'close', after, 50)
  expect(await ended).toBe(1)
})

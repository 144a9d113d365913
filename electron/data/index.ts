/** The data process: everything that touches SQLite or the network, away from windows and menus. */
import './lib/without-forms.ts'
import type { MessagePortMain, ParentPort } from 'electron'
import { StoreError } from '#db/client.ts'
import type { DataProcessConfig, FromData, ToData } from '#shared/contract/process-messages.ts'
import { createDataApp, type DataApp, type KeyStore } from './app.ts'
import { openPorts } from './lib/open-ports.ts'
import { systemTimers } from './lib/timers.ts'

/** A window that is being closed says within this what was typed and shown last. */
const LAST_WORDS_MS = 1_000

const parent = (process as unknown as { parentPort: ParentPort }).parentPort
const send = (message: FromData): void => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
  parent.postMessage(message)
}

const answers = new Map<number, (value: string | null) => void>()
let asked = 0
const ask = (message: (id: number) => FromData): Promise<string | null> =>
  new Promise((resolve) => {
    asked += 1
    answers.set(asked, resolve)
    send(message(asked))
  })
const keyStore: KeyStore = {
  seal: (text) => ask((id) => ({ type: 'seal', id, text })),
  unseal: (sealed) => ask((id) => ({ type: 'unseal', id, sealed })),
}

let app: Promise<DataApp | null> = Promise.resolve(null)
const windows = openPorts(systemTimers)

const tellSlow = (sql: string, ms: number): void =>
  console.info(`slow statement, ${Math.round(ms)} ms: ${sql.replaceAll(/\s+/g, ' ').slice(0, 200)}`)
/** The error's name and place; its message may quote a row. */
const tellBroken = (problem: unknown): void => {
  const place = problem instanceof Error ? problem.stack?.split('\n').find((line) => line.includes(' at ')) : undefined
  console.error('a turn of the sync broke off', problem instanceof Error ? problem.name : typeof problem, place?.trim())
}

async function start(config: DataProcessConfig): Promise<DataApp | null> {
  try {
    const started = await createDataApp(config, keyStore, tellSlow, tellBroken, (url) => send({ type: 'open', url }))
    send({ type: 'ready' })
    return started
  } catch (error) {
    const known = error instanceof StoreError
    send({
      type: 'failed',
      code: known ? error.code : 'server.failed',
      detail: error instanceof Error ? error.message : '',
    })
    return null
  }
}

function connect(port: MessagePortMain): void {
  void app.then((ready) => {
    ready?.connect(port)
    windows.add(port)
    port.start()
  })
}

/** The windows are gone, but what their pages said last may come after the word to end: it comes another way. */
async function close(): Promise<void> {
  const ready = await app
  await windows.closed(LAST_WORDS_MS)
  await ready?.close()
}

parent.on('message', ({ data, ports }) => {
  const message = data as ToData
  switch (message.type) {
    case 'config':
      app = start(message.config)
      return
    case 'backend':
      void app.then((ready) => ready?.setBackend(message.url))
      return
    case 'window':
      for (const port of ports) connect(port)
      return
    case 'answer':
      answers.get(message.id)?.(message.value)
      answers.delete(message.id)
      return
    case 'close':
      void close().finally(() => process.exit(0))
  }
})

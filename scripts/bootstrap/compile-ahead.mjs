/**
 * Runs on the app's own Electron, without a window: starts the script of the data process as the app does, asks what a window asks
 * first, and has the code written that V8 has compiled by then. As the main process and, by its own hand, as the data process,
 * because V8 takes code only under the settings under which it was made. Arguments: script, file to write, profile folder, migrations.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { constants, Script } from 'node:vm'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import electron from 'electron'

const [file = '', target = '', userData = '', migrations = ''] = process.argv.slice(-4)
const WRITE = 'write-compiled'
const LONGEST_MS = 60_000

function asDataProcess() {
  const { parentPort } = /** @type {{ parentPort: import('electron').ParentPort }} */ (/** @type {unknown} */ (process))
  const script = new Script(readFileSync(file, 'utf8'), {
    filename: file,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  })
  script.runInThisContext()(createRequire(file), dirname(file))
  parentPort.on('message', ({ data }) => {
    if (data.type !== WRITE) return
    writeFileSync(target, script.createCachedData())
    process.exit(0)
  })
}

async function asMain() {
  const { app, MessageChannelMain, utilityProcess } = electron
  app.setPath('userData', userData)
  app.disableHardwareAcceleration()
  setTimeout(() => app.exit(1), LONGEST_MS)
  await app.whenReady()
  const data = utilityProcess.fork(fileURLToPath(import.meta.url), process.argv.slice(-4), { stdio: 'inherit' })
  data.on('exit', (code) => app.exit(code))
  /** @param {object} message @param {Electron.MessagePortMain[]} ports */
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
  const tell = (message, ports = []) => data.postMessage(message, ports)
  await new Promise((resolve) => {
    data.on('message', ({ type, id }) => {
      if (type === 'seal' || type === 'unseal')
        tell({ type: 'answer', id, value: null }) // no key store
      else if (type === 'failed') data.kill()
      else if (type === 'ready') resolve(undefined)
    })
    tell({ type: 'config', config: { userData, migrations, release: false, clock: null } })
  })
  const { port1, port2 } = new MessageChannelMain()
  tell({ type: 'window' }, [port1])
  port2.start()
  /** @type {any} */
  const api = createORPCClient(new RPCLink({ port: port2 }))
  const answers = await Promise.all([
    api.session.current(),
    api.settings.get(),
    api.sync.status(),
    api.queue.counts(),
    api.queue.list({ queue: 'unassigned', sort: 'newest', after: null, limit: 100 }),
    api.events.changes(),
  ])
  if (answers[0].user === null) throw new Error('nobody is signed in on the profile')
  tell({ type: WRITE })
}

if (process.type === 'utility') asDataProcess()
else
  asMain().catch((error) => {
    process.stderr.write(`${error}\n`)
    electron.app.exit(1)
  })

import { once } from 'node:events'
import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron'
import type { DataProcessConfig, FromData, ToData } from '#shared/contract/process-messages.ts'
import { log } from '../log.ts'
import { restartDelayMs } from '../restart-delay.ts'
import type { KeyStore } from './key-store.ts'

/** How long a process may take to flush and end before it is ended. What it acknowledged is on disk by then in any case. */
const CLOSE_MS = 5_000

export type DataProcess = {
  /** Tells it where the backend is; remembered for the next start. */
  readonly setBackend: (url: string) => void
  /** Hands it the other end of a window's port. */
  readonly connect: (port: MessagePortMain) => void
  readonly close: () => Promise<void>
}

type Deps = {
  readonly file: string
  readonly config: DataProcessConfig
  readonly keyStore: KeyStore
  /** A new process runs: every window needs a new port. */
  readonly onStart: () => void
  readonly onFailed: (failure: { code: string; detail: string }) => void
}

/**
 * Runs the data process and starts it again when it ends, with growing pauses.
 *
 *   start → config (→ backend) → window… ⟲ seal/unseal ⇄ answer → close → exit
 *             ↑________________ ended unasked: pause, start __________|
 */
export function superviseDataProcess(deps: Deps): DataProcess {
  let child: UtilityProcess | undefined
  let backend: string | null = null
  let closing = false
  let ends: number[] = []

  const send = (message: ToData, ports: MessagePortMain[] = []): void => child?.postMessage(message, ports)

  function start(): void {
    if (closing) return
    const started = utilityProcess.fork(deps.file, [], { serviceName: 'skranke-data', stdio: 'inherit' })
    child = started
    started.on('message', (message: FromData) => receive(message))
    started.on('exit', (code) => ended(started, code))
    send({ type: 'config', config: deps.config })
    if (backend !== null) send({ type: 'backend', url: backend })
    deps.onStart()
  }

  function receive(message: FromData): void {
    switch (message.type) {
      case 'ready':
        return log.info('the data process is ready')
      case 'seal':
        return send({ type: 'answer', id: message.id, value: deps.keyStore.seal(message.text) })
      case 'unseal':
        return send({ type: 'answer', id: message.id, value: deps.keyStore.unseal(message.sealed) })
      case 'failed':
        log.error('the data process cannot work', message.code)
        return deps.onFailed({ code: message.code, detail: message.detail })
    }
  }

  function ended(which: UtilityProcess, code: number): void {
    if (child !== which) return
    child = undefined
    if (closing) return
    const now = Date.now()
    const delayMs = restartDelayMs(ends, now)
    ends = [...ends, now]
    log.error('the data process ended', { code, delayMs })
    setTimeout(start, delayMs)
  }

  async function close(): Promise<void> {
    closing = true
    const running = child
    if (!running) return
    const exit = once(running, 'exit')
    send({ type: 'close' })
    const late = setTimeout(() => {
      log.error('the data process did not end in time')
      running.kill()
    }, CLOSE_MS)
    await exit
    clearTimeout(late)
  }

  start()
  return {
    setBackend: (url) => {
      backend = url
      send({ type: 'backend', url })
    },
    connect: (port) => send({ type: 'window' }, [port]),
    close,
  }
}

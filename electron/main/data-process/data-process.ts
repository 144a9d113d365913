import { type MessagePortMain, utilityProcess } from 'electron'
import type { DataProcessConfig, FromData, ToData } from '#shared/contract/process-messages.ts'
import { openInBrowser } from '../links/open-in-browser.ts'
import { log } from '../log.ts'
import { supervise } from '../supervise.ts'
import type { KeyStore } from './key-store.ts'

/** What it acknowledged is on disk by then in any case. */
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
 * Runs the data process.
 *
 *   start → config (→ backend) → window… ⟲ seal/unseal ⇄ answer → close → exit
 *             ↑________________ ended unasked: pause, start __________|
 */
export function superviseDataProcess(deps: Deps): DataProcess {
  let backend: string | null = null
  const data = supervise({
    name: 'data process',
    stop: { type: 'close' } satisfies ToData,
    closeMs: CLOSE_MS,
    fork: () => {
      const started = utilityProcess.fork(deps.file, [], { serviceName: 'skranke-data', stdio: 'inherit' })
      started.on('message', (message: FromData) => receive(message))
      return started
    },
    onStart: (tell) => {
      tell({ type: 'config', config: deps.config } satisfies ToData)
      if (backend !== null) tell({ type: 'backend', url: backend } satisfies ToData)
      deps.onStart()
    },
  })
  const send = (message: ToData, ports: MessagePortMain[] = []): void => data.send(message, ports)

  function receive(message: FromData): void {
    switch (message.type) {
      case 'started':
        return log.info('the data process runs', { compiled: message.compiled })
      case 'ready':
        return log.info('the data process is ready')
      case 'seal':
        return send({ type: 'answer', id: message.id, value: deps.keyStore.seal(message.text) })
      case 'unseal':
        return send({ type: 'answer', id: message.id, value: deps.keyStore.unseal(message.sealed) })
      case 'open':
        return openInBrowser(message.url)
      case 'failed':
        log.error('the data process cannot work', message.code)
        return deps.onFailed({ code: message.code, detail: message.detail })
    }
  }

  return {
    setBackend: (url) => {
      backend = url
      send({ type: 'backend', url })
    },
    connect: (port) => send({ type: 'window' }, [port]),
    close: data.close,
  }
}

import { once } from 'node:events'
import { type UtilityProcess, utilityProcess } from 'electron'
import { log } from '../log.ts'
import { restartDelayMs } from '../restart-delay.ts'

/** PostgreSQL flushes when it is stopped; a backend that takes longer is ended, and PostgreSQL recovers at the next start. */
const CLOSE_MS = 10_000

export type EmbeddedBackend = { readonly close: () => Promise<void> }

type Deps = {
  readonly file: string
  readonly dataFolder: string
  readonly migrations: string
  readonly clock: string | null
  /** Demo people have a known password: never in a release. */
  readonly demo: boolean
  /** It listens: after the first start, and again elsewhere after a restart. */
  readonly onListening: (url: string) => void
}

/** Runs the backend beside the window where no other is named, and starts it again when it ends. Never waited for. */
export function startEmbeddedBackend(deps: Deps): EmbeddedBackend {
  let child: UtilityProcess | undefined
  let closing = false
  let ends: number[] = []

  function start(): void {
    if (closing) return
    const env: Record<string, string> = { ...(process.env as Record<string, string>) }
    env.SKRANKE_BACKEND_MIGRATIONS = deps.migrations
    if (deps.clock !== null) env.SKRANKE_CLOCK = deps.clock
    if (!deps.demo) env.SKRANKE_DEMO = '0'
    const started = utilityProcess.fork(deps.file, ['--port', '0', '--data', deps.dataFolder], {
      serviceName: 'skranke-backend',
      stdio: 'inherit',
      env,
    })
    child = started
    started.on('message', (message: { type?: unknown; url?: unknown }) => {
      if (message.type !== 'listening' || typeof message.url !== 'string') return
      log.info('the embedded backend listens')
      deps.onListening(message.url)
    })
    started.on('exit', (code) => ended(started, code))
  }

  function ended(which: UtilityProcess, code: number): void {
    if (child !== which) return
    child = undefined
    if (closing) return
    const now = Date.now()
    const delayMs = restartDelayMs(ends, now)
    ends = [...ends, now]
    log.error('the embedded backend ended', { code, delayMs })
    setTimeout(start, delayMs)
  }

  async function close(): Promise<void> {
    closing = true
    const running = child
    if (!running) return
    const exit = once(running, 'exit')
    running.postMessage({ type: 'stop' }, [])
    const late = setTimeout(() => {
      log.error('the embedded backend did not end in time')
      running.kill()
    }, CLOSE_MS)
    await exit
    clearTimeout(late)
  }

  start()
  return { close }
}

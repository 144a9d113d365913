import { utilityProcess } from 'electron'
import { log } from '../log.ts'
import { type Supervised, supervise } from '../supervise.ts'

/** PostgreSQL flushes when it is stopped; a backend that takes longer is ended, and PostgreSQL recovers at the next start. */
const CLOSE_MS = 10_000

export type EmbeddedBackend = Pick<Supervised, 'close'>

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

/** Runs the backend beside the window where no other is named. Never waited for. */
export function startEmbeddedBackend(deps: Deps): EmbeddedBackend {
  const env: Record<string, string> = { ...(process.env as Record<string, string>) }
  env.SKRANKE_BACKEND_MIGRATIONS = deps.migrations
  if (deps.clock !== null) env.SKRANKE_CLOCK = deps.clock
  if (!deps.demo) env.SKRANKE_DEMO = '0'

  return supervise({
    name: 'embedded backend',
    stop: { type: 'stop' },
    closeMs: CLOSE_MS,
    fork: () => {
      const started = utilityProcess.fork(deps.file, ['--port', '0', '--data', deps.dataFolder], {
        serviceName: 'skranke-backend',
        stdio: 'inherit',
        env,
      })
      started.on('message', (message: { type?: unknown; url?: unknown }) => {
        if (message.type !== 'listening' || typeof message.url !== 'string') return
        log.info('the embedded backend listens')
        deps.onListening(message.url)
      })
      return started
    },
  })
}

import { homedir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Limits } from './limits.ts'
import type { BackendOptions } from './start.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Reads the command line and the environment; says what is wrong with them. */
export function readOptions(argv: readonly string[], env: Env): BackendOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      port: { type: 'string', default: '0' },
      data: { type: 'string' },
      migrations: { type: 'string' },
      restored: { type: 'boolean' },
    },
  })
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port} is not a port.`)
  const clock = env['SKRANKE_CLOCK'] || undefined
  if (clock !== undefined && env['SKRANKE_RELEASE'] === '1') throw new Error('SKRANKE_CLOCK is refused in a release.')
  if (clock !== undefined && Number.isNaN(Date.parse(clock)))
    throw new Error(`SKRANKE_CLOCK ${clock} is not an ISO instant.`)
  return {
    port,
    dataDir: values.data ?? defaultFolder(env),
    databaseUrl: env['DATABASE_URL'] || undefined,
    clock,
    migrations: values.migrations ?? (env['SKRANKE_BACKEND_MIGRATIONS'] || undefined),
    secretKey: env['SKRANKE_SECRET_KEY'] || undefined,
    demo: env['SKRANKE_DEMO'] !== '0',
    host: env['SKRANKE_HOST'] || undefined,
    proxies: env['SKRANKE_PROXIES'] || undefined,
    offlineDays: daysIn(env['SKRANKE_OFFLINE_DAYS']),
    metricsFor: env['SKRANKE_METRICS'] === 'anyone' ? 'anyone' : 'loopback',
    limits: readLimits(env),
    provider: readProvider(env),
    restored: values.restored,
    snapshots: env['SKRANKE_SNAPSHOTS'] === '0' ? false : undefined,
    unsafe: env['SKRANKE_UNSAFE'] === '1',
  }
}

function daysIn(text: string | undefined): number | undefined {
  if (!text) return undefined
  const days = Number(text)
  if (!Number.isInteger(days) || days < 1) throw new Error(`SKRANKE_OFFLINE_DAYS ${text} is not a number of days.`)
  return days
}

/** The limits that an operator may set; the rest follow from what the program does. */
const SETTABLE = {
  SKRANKE_CONNECTIONS: 'connections',
  SKRANKE_STATEMENT_MS: 'statementMs',
  SKRANKE_REQUESTS_A_MINUTE: 'requestsAMinute',
  SKRANKE_SIGN_INS_A_MINUTE: 'signInsAMinute',
  SKRANKE_DRAIN_MS: 'drainMs',
} as const satisfies Record<string, keyof Limits>

function readLimits(env: Env): Partial<Limits> {
  const given = Object.entries(SETTABLE).filter(([name]) => env[name])
  return Object.fromEntries(
    given.map(([name, limit]) => {
      const value = Number(env[name])
      if (!Number.isInteger(value) || value < 0) throw new Error(`${name} ${env[name]} is not a whole number.`)
      return [limit, value]
    }),
  )
}

/** Where a person's own programs keep their data on this system. */
function defaultFolder(env: Env): string {
  if (env['SKRANKE_USER_DATA']) return join(env['SKRANKE_USER_DATA'], 'backend')
  const home = homedir()
  if (process.platform === 'win32')
    return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Skranke', 'backend')
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', 'Skranke', 'backend')
  return join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'skranke', 'backend')
}

/** The organisation's provider, where both its address and our name there are given. */
function readProvider(env: Env): BackendOptions['provider'] {
  const [issuer, clientId] = [env['SKRANKE_OIDC_ISSUER'], env['SKRANKE_OIDC_CLIENT_ID']]
  if (!issuer && !clientId) return undefined
  if (!issuer || !clientId || !URL.canParse(issuer))
    throw new Error('SKRANKE_OIDC_ISSUER (an address) and SKRANKE_OIDC_CLIENT_ID belong together.')
  return {
    issuer,
    clientId,
    clientSecret: env['SKRANKE_OIDC_CLIENT_SECRET'] || undefined,
    name: env['SKRANKE_OIDC_NAME'] || new URL(issuer).hostname,
    claim: env['SKRANKE_OIDC_CLAIM'] || 'preferred_username',
    scope: env['SKRANKE_OIDC_SCOPE'] || 'openid profile',
  }
}

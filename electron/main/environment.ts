import { resolve } from 'node:path'

/** What the surroundings say about this start. */
export type Environment = {
  /** Profile folder; null for the system's usual place. */
  readonly userData: string | null
  /** Backend to use; null for the embedded one. */
  readonly backend: string | null
  /** ISO instant at which the clock starts; null for the system's clock. */
  readonly clock: string | null
}

/** With `Z` or an offset: a local time does not say which moment is meant. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/

/** The environment cannot be used; the text is for the person who set it. */
export class EnvironmentError extends Error {}

/**
 * Reads `SKRANKE_USER_DATA`, `SKRANKE_BACKEND` and `SKRANKE_CLOCK`.
 * @throws EnvironmentError for a value that makes no sense, and for a clock in a release build
 */
export function readEnvironment(env: NodeJS.ProcessEnv, release: boolean): Environment {
  return {
    userData: env.SKRANKE_USER_DATA ? resolve(env.SKRANKE_USER_DATA) : null,
    backend: env.SKRANKE_BACKEND ? backendUrl(env.SKRANKE_BACKEND) : null,
    clock: env.SKRANKE_CLOCK ? clockStart(env.SKRANKE_CLOCK, release) : null,
  }
}

function backendUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new EnvironmentError(`SKRANKE_BACKEND must be an http or https address, not "${text}".`)
  return url.href.replace(/\/$/, '')
}

function clockStart(text: string, release: boolean): string {
  if (release) throw new EnvironmentError('SKRANKE_CLOCK is set: a release build takes the time from the system alone.')
  const at = INSTANT.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(at))
    throw new EnvironmentError(`SKRANKE_CLOCK must be an instant such as 2026-04-01T15:31:00+02:00, not "${text}".`)
  return new Date(at).toISOString()
}

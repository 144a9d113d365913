import { type Logger, pino } from 'pino'

export type { Logger } from 'pino'

/** What must never be in a log, wherever it sits in what is logged. Bodies are not logged at all. @rule INTAKE-SECRET */
const SECRETS = ['password', 'passcode', 'accessToken', 'refreshToken', 'authorization', 'args', 'body']

/** Lines of JSON on stderr: stdout belongs to the line that says where the backend listens. */
export function createLogger(
  level: string = process.env['SKRANKE_LOG'] ?? 'info',
  stream?: { write(line: string): void },
): Logger {
  const paths = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])
  return pino({ level, base: null, redact: { paths, censor: '[removed]' } }, stream ?? pino.destination(2))
}

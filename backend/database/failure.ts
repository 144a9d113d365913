/**
 * What a failed statement says about who is to blame.
 * - `input`: what was to be written cannot be stored (SQLSTATE classes 22, 23, 54).
 * - `met`: two transactions were in each other's way: the same again succeeds.
 * - `away`: the database is not there, overloaded, moved or out of patience: later it may succeed.
 * - `bug`: PostgreSQL understood the connection but not the statement.
 */
export type Failure = 'input' | 'met' | 'away' | 'bug'

/** 08 connection, 25 transaction ended or read-only after a fail-over, 53 resources, 55 locks, 57 intervention, 58 system. */
const AWAY = ['08', '25', '53', '55', '57', '58']
const INPUT = ['22', '23', '54']
/** Words of the driver, which has no codes for them. */
const AWAY_WORDS =
  /timeout exceeded when trying to connect|connection terminated|connection ended|client has encountered/i
const AWAY_CODES = ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EHOSTUNREACH', 'EAI_AGAIN']

/** Classifies an error that came from the database; undefined for every other. */
export function failureOf(error: unknown): Failure | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    const code = 'code' in at && typeof at.code === 'string' ? at.code : ''
    if ('severity' in at && code !== '') {
      const group = code.slice(0, 2)
      if (group === '40') return 'met'
      return AWAY.includes(group) ? 'away' : INPUT.includes(group) ? 'input' : 'bug'
    }
    if (AWAY_CODES.includes(code) || AWAY_WORDS.test(at.message)) return 'away'
  }
  return undefined
}

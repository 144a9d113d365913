import { type ErrorCode, ERRORS } from '#shared/errors.ts'
import { REASONS, type RuleId } from '#shared/domain/rules/reason.ts'
import { COMMAND_NAMES } from '#shared/domain/commands.ts'
import { type Coverage, emptyCoverage } from '../acts/journal.ts'
import { MISHAPS } from '../world/line.ts'
import { FAULTS } from './steps.ts'

/** Codes that nothing in a history may be refused with, and why; one that is all the same is a violation. */
export const NO_REFUSALS: { readonly [C in ErrorCode]?: string } = {
  'command.crashed': 'a handler that crashes is a fault of the program; kill-device and the push tests plant one',
  'secret.offline': 'said by the screen that shows a passcode, which asks the backend itself',
  'network.offline': 'the state of a line; nothing is decided by it',
  'auth.wrong': 'an answer to a sign-in',
  'auth.expired': 'an answer to a request, which is sent again with a new token',
  'auth.required': 'an answer to a request; the person signs in again',
  'auth.cancelled': 'said by the browser of a sign-in',
  'auth.unknown-person': 'said by the provider of a sign-in',
  'auth.provider': 'said by the provider of a sign-in',
  'auth.offline-too-long': 'said by the lock of a device',
  'device.revoked': 'an answer to a request; the device hands its outbox over and is wiped',
  'protocol.too-old': 'an answer to a pull; pushes are taken from every version',
  'store.newer': 'said where a file is opened',
  'store.not-an-export': 'said where an export is read',
  'server.busy': 'an answer to a request, which is sent again',
  'server.failed': 'an answer to a request, which is sent again',
}

/** Rules that no command of a history is decided by, and why; their own tests are tables and laws. */
export const NO_RULES: { readonly [R in RuleId]?: string } = {
  'LEN-2': 'of calls by the vendor, which no channel of a registration is',
  'SMART-4': 'of reports on a fleet of swap units',
  'SMART-5': 'of agreements on swap units, which have no command yet',
  'SLA-1': 'explains a report at the very instant of a cut-off',
  'MY-4': 'of invoices as they are shown',
  'SELF-5': 'of memberships, which have no command yet',
}

/** Rules that decide something in a history beside those that give reasons. */
const OF_COMMANDS = 'FEE-2 FEE-3 INTAKE-REQ INTAKE-SECRET MY-1 SHOP-1 SHOP-2 SHOP-5 SOS-2 SOS-3 SOS-6 SOS-9'.split(' ')
const RULES = [...Object.keys(REASONS).filter((rule) => !(rule in NO_RULES)), ...OF_COMMANDS]

/** What befalls without being a step of its own. */
const ON_THE_WAY = [
  'retry',
  'discard',
  'retry after a restore',
  'discard after a restore',
  'a conflict that outlives a restore',
  'undo of what was sent',
  'numbers used up',
  'act unconfirmed',
  'filled by a ready-made file',
  'met a push behind another',
  'met another request',
  'waited for another request',
  'handed over',
  'adopted command',
  'adopted conflict',
  'adopted denied',
  'dismissed command',
  'dismissed conflict',
  'dismissed denied',
  'a conflict that says it was dismissed',
  'approval asked for again',
  'a conflict that an approval ends',
  'tried after it was done',
]

/** Everything that a run should reach, at nought, so that what it did not reach is seen. */
export function expectedCoverage(): Coverage {
  const coverage = emptyCoverage()
  for (const name of [...FAULTS, ...MISHAPS, ...MISHAPS.map((each) => `met ${each}`), ...ON_THE_WAY])
    coverage.faults[name] = 0
  for (const name of [...COMMAND_NAMES, 'undo']) coverage.commands[name] = 0
  for (const code of Object.keys(ERRORS)) if (!(code in NO_REFUSALS)) coverage.refusals[code] = 0
  for (const rule of RULES) coverage.rules[rule] = 0
  return coverage
}

/** So many histories reach everything; fewer may miss what is rare. */
export const ENOUGH_FOR_ALL = 300

export const notReached = (coverage: Coverage): string[] =>
  Object.entries(coverage).flatMap(([part, counts]) =>
    Object.entries(counts).flatMap(([name, times]) => (times === 0 ? [`${part} ${name}`] : [])),
  )

export function addCoverage(to: Coverage, from: Coverage): void {
  for (const part of ['faults', 'commands', 'refusals', 'rules'] as const)
    for (const [name, times] of Object.entries(from[part])) to[part][name] = (to[part][name] ?? 0) + times
}

import { ERRORS } from '#shared/errors.ts'
import { COMMAND_NAMES } from '#shared/domain/commands.ts'
import { type Coverage, emptyCoverage } from '../acts/journal.ts'
import { MISHAPS } from '../world/line.ts'
import { FAULTS } from './steps.ts'

/**
 * Codes that no history is refused with: answers to requests, words of screens, and the crash of a handler, which would be a fault of
 * the program (its tests plant one).
 */
const NO_REFUSALS = /^(auth|network|device|protocol|epoch|store|server|secret\.offline|lease|command\.crashed)/

/** Rules that decide something in a history; the others are of screens, or of agreements that no history has. */
const RULES =
  'APPLE-1 APPLE-2 APPLE-3 APPLE-7 VOID-1 VOID-2 VOID-3 WDATE WORDER FEE-1 FEE-2 FEE-3 INTAKE-REQ INTAKE-SECRET LEN-1 MY-1 ' +
  'SHOP-1 SHOP-2 SHOP-4 SHOP-5 SLA-3 SOS-2 SOS-3 SOS-6 SOS-9'
/** What befalls without being a step of its own. */
const ON_THE_WAY = ['retry', 'discard', 'undo of what was sent', 'numbers used up', 'act unconfirmed']

/** Everything that a run should reach, at nought, so that what it did not reach is seen. */
export function expectedCoverage(): Coverage {
  const coverage = emptyCoverage()
  for (const name of [...FAULTS, ...MISHAPS, ...MISHAPS.map((each) => `met ${each}`), ...ON_THE_WAY])
    coverage.faults[name] = 0
  for (const name of [...COMMAND_NAMES, 'undo']) coverage.commands[name] = 0
  for (const code of Object.keys(ERRORS)) if (!NO_REFUSALS.test(code)) coverage.refusals[code] = 0
  for (const rule of RULES.split(' ')) coverage.rules[rule] = 0
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

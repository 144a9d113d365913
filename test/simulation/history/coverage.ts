import { ERRORS } from '#shared/errors.ts'
import { COMMAND_NAMES } from '#shared/domain/commands.ts'
import { type Coverage, emptyCoverage } from '../acts/journal.ts'
import { MISHAPS } from '../world/line.ts'
import { FAULTS } from './steps.ts'

/** Codes that no command is refused with: they are answers to requests, or told by screens. */
const NO_REFUSALS = /^(auth|network|device|protocol|epoch|store|server|secret\.offline|lease)/

/** Everything that a run should reach, at nought, so that what it did not reach is seen. */
export function expectedCoverage(): Coverage {
  const coverage = emptyCoverage()
  for (const name of [...FAULTS, ...MISHAPS, ...MISHAPS.map((each) => `met ${each}`), 'retry', 'discard'])
    coverage.faults[name] = 0
  for (const name of [...COMMAND_NAMES, 'undo']) coverage.commands[name] = 0
  for (const code of Object.keys(ERRORS)) if (!NO_REFUSALS.test(code)) coverage.refusals[code] = 0
  return coverage
}

export function addCoverage(to: Coverage, from: Coverage): void {
  for (const part of ['faults', 'commands', 'refusals', 'rules'] as const)
    for (const [name, times] of Object.entries(from[part])) to[part][name] = (to[part][name] ?? 0) + times
}

import type { CommandName } from '#shared/domain/commands.ts'
import { type CaseAction, defineAction } from './case-action.ts'

/** Moves that need no words: done at one press, and taken back as easily. @rule SHOP-5 */
const NAMES = [
  'unit.receive',
  'diagnosis.start',
  'repair.start',
  'swap.start',
  'unit.pack',
  'unit.deliver',
  'work.start',
  'work.resume',
  'case.close',
  'case.closeUnanswered',
] as const satisfies readonly CommandName[]

export const ONE_PRESS: readonly CaseAction[] = NAMES.map((command) =>
  defineAction({ command, fields: [], args: (_values, view) => ({ caseId: view.serviceCase.id }) }),
)

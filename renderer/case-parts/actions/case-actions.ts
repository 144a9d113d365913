import { confirmActTime } from './act-time.ts'
import type { CaseAction } from './case-action.ts'
import * as desk from './desk.ts'
import { recordDiagnosis } from './diagnosis.ts'
import * as estimate from './estimate.ts'
import { FEE_ACTIONS, linkOrder } from './fee.ts'
import { ONE_PRESS } from './one-press.ts'
import { keepPasscode } from './passcode.ts'
import { decideWarranty } from './warranty.ts'
import * as workshop from './workshop.ts'

/** Everything that can be done to a case through a form or at one press. */
const ACTIONS: readonly CaseAction[] = [
  ...ONE_PRESS,
  recordDiagnosis,
  decideWarranty,
  ...Object.values(estimate),
  ...Object.values(workshop),
  ...Object.values(desk),
  ...FEE_ACTIONS,
  linkOrder,
  keepPasscode,
  confirmActTime,
]

const BY_COMMAND: ReadonlyMap<string, CaseAction> = new Map(ACTIONS.map((action) => [action.command, action]))

/** The action of a command; undefined for those that have a place of their own (register, edit a field, assign, reveal). */
export const actionOf = (command: string): CaseAction | undefined => BY_COMMAND.get(command)

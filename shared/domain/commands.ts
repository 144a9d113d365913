import type { z } from 'zod'
import type { CommandDefinition } from './command/define.ts'
import { recordDiagnosis } from './diagnosis/record-diagnosis.command.ts'
import { acceptEstimate, declineEstimate, sendEstimate } from './estimate/estimate.command.ts'
import { chargeFee, creditFee, invoiceFee, linkOrder, payFee, waiveFee } from './fee/fee.command.ts'
import { finishRepair, finishSwap } from './return/finish-work.command.ts'
import { shipUnit } from './return/ship-unit.command.ts'
import { keepPasscode, revealPasscode } from './secret/passcode.command.ts'
import { confirmActTime } from './service-case/confirm-act-time.command.ts'
import { assignCase } from './service-case/assign-case.command.ts'
import { dismissApproval } from './service-case/dismiss-approval.command.ts'
import { editCase } from './service-case/edit-case.command.ts'
import { noteCase } from './service-case/note-case.command.ts'
import { registerCase } from './service-case/register-case.command.ts'
import * as moves from './service-case/simple-moves.command.ts'
import { tellCustomer } from './service-case/tell-customer.command.ts'
import { decideWarrantyCommand } from './warranty/decide-warranty.command.ts'

/** Every command there is. Adding one is adding its value here; both ends, the outbox and the simulation follow. */
const ALL = [
  registerCase,
  editCase,
  noteCase,
  assignCase,
  tellCustomer,
  confirmActTime,
  dismissApproval,
  recordDiagnosis,
  decideWarrantyCommand,
  sendEstimate,
  acceptEstimate,
  declineEstimate,
  finishRepair,
  finishSwap,
  shipUnit,
  chargeFee,
  waiveFee,
  invoiceFee,
  creditFee,
  payFee,
  linkOrder,
  keepPasscode,
  revealPasscode,
  ...Object.values(moves),
] as const

type Definition = (typeof ALL)[number]
export type CommandName = Definition['name']
export type CommandArgs<N extends CommandName> = z.input<Extract<Definition, { name: N }>['args']>

export const COMMAND_NAMES = ALL.map((command) => command.name) as readonly CommandName[]

const BY_NAME: ReadonlyMap<string, CommandDefinition<string, z.ZodType>> = new Map(
  ALL.map((command) => [command.name, command as unknown as CommandDefinition<string, z.ZodType>]),
)

/** The command of this name; undefined for one that this version does not know. */
export const commandOf = (name: string): CommandDefinition<string, z.ZodType> | undefined => BY_NAME.get(name)

import { readArgs, readInteger } from '../rules/input.ts'
import { type Reason, reason } from '../rules/reason.ts'

/** Swap phones for each hundred phones in the customer's fleet. */
const SWAP_PERCENT = 8

export type SwapTarget = { readonly target: number; readonly reasons: Reason[] }

/**
 * How many swap phones a customer should own: 8 % of the fleet, rounded up to whole phones.
 * @param question.fleet phones in use, 0 or more
 * @rule SMART-4
 */
export function swapTarget(question: { readonly fleet: number }): SwapTarget {
  const fleet = readInteger(readArgs(question), 'fleet', 0)
  const rest = fleet % 100
  const target = ((fleet - rest) / 100) * SWAP_PERCENT + Math.ceil((rest * SWAP_PERCENT) / 100)
  return { target, reasons: [reason('SMART-4', '', { fleet, target, percent: SWAP_PERCENT })] }
}

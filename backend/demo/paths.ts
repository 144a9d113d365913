import type { Product } from '#shared/domain/row-types.ts'
import type { CommandName } from '#shared/domain/commands.ts'

/** How far a demo case has come: the commands after its registration. */
export type Path = {
  readonly steps: readonly CommandName[]
  readonly cases: number
  readonly verdict?: Verdict
  readonly product?: Product
}
export type Verdict = 'covered' | 'not-covered' | 'undecided'

const BENCH = ['unit.receive', 'diagnosis.start', 'diagnosis.record'] as const satisfies readonly CommandName[]
const COVERED = [...BENCH, 'warranty.decide', 'part.order', 'repair.start'] as const satisfies readonly CommandName[]
const REFUSED = [...BENCH, 'warranty.decide', 'customer.tell'] as const satisfies readonly CommandName[]
const QUOTED = [...REFUSED, 'estimate.send'] as const satisfies readonly CommandName[]
const ACCEPTED = [...QUOTED, 'estimate.accept'] as const satisfies readonly CommandName[]
const REPAIRED = [...ACCEPTED, 'part.order', 'repair.start', 'repair.finish'] as const satisfies readonly CommandName[]
const DECLINED = [...QUOTED, 'estimate.decline'] as const satisfies readonly CommandName[]
const HOME = ['unit.ship', 'unit.deliver', 'case.accept', 'case.close'] as const satisfies readonly CommandName[]

/** Every state of the workshop, with the busy ones busier. @rule SHOP-5 */
export const WORKSHOP_PATHS: readonly Path[] = [
  { steps: [], cases: 6 },
  { steps: BENCH.slice(0, 1), cases: 5 },
  { steps: BENCH, cases: 5 },
  { steps: [...BENCH, 'warranty.decide'], cases: 2, verdict: 'undecided' },
  { steps: COVERED.slice(0, 5), cases: 5, verdict: 'covered' },
  { steps: COVERED, cases: 3, verdict: 'covered', product: 'mac' },
  { steps: COVERED, cases: 2, verdict: 'covered', product: 'ipad' },
  { steps: [...COVERED, 'repair.finish'], cases: 3, verdict: 'covered' },
  { steps: [...COVERED, 'repair.finish', 'unit.ship'], cases: 3, verdict: 'covered' },
  { steps: [...COVERED, 'repair.finish', ...HOME.slice(0, 2)], cases: 2, verdict: 'covered' },
  { steps: [...COVERED, 'repair.finish', ...HOME], cases: 9, verdict: 'covered' },
  { steps: REFUSED, cases: 3, verdict: 'not-covered' },
  { steps: QUOTED, cases: 5, verdict: 'not-covered' },
  { steps: [...QUOTED, 'customer.tell', 'customer.tell'], cases: 2, verdict: 'not-covered' },
  { steps: ACCEPTED, cases: 3, verdict: 'not-covered' },
  { steps: [...ACCEPTED, 'part.order', 'repair.start'], cases: 2, verdict: 'not-covered' },
  { steps: [...REPAIRED, ...HOME], cases: 4, verdict: 'not-covered' },
  { steps: DECLINED, cases: 2, verdict: 'not-covered' },
  { steps: [...DECLINED, 'fee.invoice', 'unit.pack', 'unit.ship'], cases: 3, verdict: 'not-covered' },
  {
    steps: [...DECLINED, 'unit.pack', 'fee.invoice', ...HOME.slice(0, 3), 'fee.pay', 'case.close'],
    cases: 4,
    verdict: 'not-covered',
  },
  { steps: [...REFUSED, 'order.link'], cases: 1, verdict: 'not-covered' },
  { steps: ['case.cancel'], cases: 2 },
]

/** Every state of the desk. @rule SHOP-5 */
export const DESK_PATHS: readonly Path[] = [
  { steps: [], cases: 12 },
  { steps: ['case.assign'], cases: 12 },
  { steps: ['case.assign', 'work.start'], cases: 10 },
  { steps: ['case.assign', 'work.start', 'case.note'], cases: 6 },
  { steps: ['case.assign', 'work.start', 'work.wait'], cases: 8 },
  { steps: ['case.assign', 'work.start', 'work.wait', 'work.resume'], cases: 4 },
  { steps: ['case.assign', 'work.start', 'case.solve'], cases: 6 },
  { steps: ['case.assign', 'work.start', 'case.solve', 'case.accept'], cases: 2 },
  { steps: ['case.assign', 'work.start', 'case.solve', 'case.accept', 'case.close'], cases: 14 },
  { steps: ['case.solve', 'case.accept', 'case.close', 'case.reopen'], cases: 1 },
  { steps: ['case.assign', 'case.cancel'], cases: 2 },
]

import { z } from 'zod'
import { Id, Instant, Line, Ore } from '../row-types.ts'

/** One appended entry of a case's fee ledger; never changed, never removed. @rule FEE-3 */
export const FeeEntry = z.object({
  id: Id,
  caseId: Id,
  /** Place in the ledger, from 0: the order in which entries were decided, whatever the devices' clocks said. */
  seq: z.int().min(0),
  kind: z.enum(['charged', 'waived', 'invoiced', 'credited', 'paid']),
  amount: Ore.positive(),
  rule: Line,
  reason: Line,
  actorId: Id,
  actorName: Line,
  actAt: Instant,
})
export type FeeEntry = z.infer<typeof FeeEntry>

import { z } from 'zod'
import { Country, Damage, Id, Instant, IsoDate, Line, Product, Reason, Ore } from '../row-types.ts'

/** A decision with the facts it was made on, so that it still explains itself when terms have changed. */
export const WarrantyDecision = z.object({
  id: Id,
  caseId: Id,
  outcome: z.enum(['covered', 'not-covered', 'undecided']),
  programme: z.enum(['standard', 'extended']).nullable(),
  /** May lie beyond the years that a person can give. */
  coveredUntil: z.iso.date().nullable(),
  remedy: z.enum(['repair', 'swap']).nullable(),
  diagnosisFee: Ore,
  reasons: z.array(Reason),
  facts: z.object({
    product: Product,
    soldByUs: z.boolean(),
    purchasedOn: IsoDate.nullable(),
    reportedOn: IsoDate,
    country: Country,
    damage: z.array(Damage),
  }),
  actorId: Id,
  actorName: Line,
  actAt: Instant,
})
export type WarrantyDecisionRow = z.infer<typeof WarrantyDecision>

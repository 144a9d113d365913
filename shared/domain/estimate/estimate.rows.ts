import { z } from 'zod'
import { Id, Instant, Line, Text, Ore } from '../row-types.ts'

/** A price estimate sent to the customer and what they answered. @rule SHOP-2 */
export const Estimate = z.object({
  id: Id,
  caseId: Id,
  amount: Ore.positive(),
  text: Text,
  sentBy: z.enum(['sms', 'email', 'phone']),
  state: z.enum(['sent', 'accepted', 'declined']),
  actorId: Id,
  actorName: Line,
  sentAt: Instant,
  answeredAt: Instant.nullable(),
})
export type Estimate = z.infer<typeof Estimate>

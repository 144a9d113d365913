import { z } from 'zod'

/** Building blocks that the row schemas share. Dates are ISO `YYYY-MM-DD`, instants UTC ISO ending in `Z`, money integer øre. */
export const Id = z.uuid()
export const IsoDate = z.iso.date()
export const Instant = z.iso.datetime()
export const Country = z.string().regex(/^[A-Z]{2}$/)
export const Text = z.string().max(20_000)
export const Line = z.string().max(500)
export const Ore = z.int()

export const Damage = z.enum(['impact', 'crushed-screen', 'liquid'])
export type Damage = z.infer<typeof Damage>

export const Product = z.enum(['mac', 'ipad', 'other'])
export type Product = z.infer<typeof Product>

/** Why a rule decided as it did: the rule's id, which of its sentences applies, and the facts that fill it. */
export const Reason = z.object({
  rule: z.string(),
  variant: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
})
export type ReasonRow = z.infer<typeof Reason>

import { z } from 'zod'
import { parseDate } from '../lib/iso-date.ts'
import { ISO_COUNTRIES } from '../lib/iso-countries.ts'
import { isFilled } from './rules/input.ts'

/** Building blocks that the row schemas share. Dates are ISO `YYYY-MM-DD`, instants UTC ISO ending in `Z`, money integer øre. */
export const Id = z.uuid()
/** A day that the rules can count with: a year typed as 24 or 0203 is caught here. */
export const IsoDate = z.iso.date().refine((day) => parseDate(day).ok, 'a year from 1900 to 2199 is needed')
export const Instant = z.iso.datetime()
/** An assigned code of ISO 3166-1: the warranty rules take no other. */
export const Country = z.string().refine((code) => ISO_COUNTRIES.has(code), 'a country code is needed')
/** Neither control characters (a scanner sends them, PostgreSQL refuses some) nor half a surrogate pair; a text may have lines. */
export const Text = z
  .string()
  .max(20_000)
  .refine((text) => !/[^\P{Cc}\t\n\r]|\p{Surrogate}/u.test(text), 'characters that no text has')
export const Line = z
  .string()
  .max(500)
  .refine((text) => !/\p{Cc}|\p{Surrogate}/u.test(text), 'characters that no line has')
/** What a person has to write: something visible, without the blanks around it. */
export const FilledText = Text.trim().refine(isFilled, 'a text is needed')
export const FilledLine = Line.trim().refine(isFilled, 'a text is needed')
export const Ore = z.int()

export const Damage = z.enum(['impact', 'crushed-screen', 'liquid'])
export type Damage = z.infer<typeof Damage>
/** Each damage once, in one order, so that the same damage is the same value. */
export const DamageSet = z
  .array(Damage)
  .max(3)
  .transform((given) => Damage.options.filter((damage) => given.includes(damage)))

export const Product = z.enum(['mac', 'ipad', 'other'])
export type Product = z.infer<typeof Product>

/** Why a rule decided as it did: the rule's id, which of its sentences applies, and the facts that fill it. */
export const Reason = z.object({
  rule: z.string(),
  variant: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
})
export type ReasonRow = z.infer<typeof Reason>

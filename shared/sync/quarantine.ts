import { z } from 'zod'
import { Json, JsonObject } from '../lib/json.ts'
import { AppErrorSchema, CommandEnvelope, PasscodeBeside } from './wire.ts'

/**
 * What a revoked device says, and what a supervisor is shown of it. The backend takes nothing else from such a device: what is
 * handed over is kept and decided by nobody until a supervisor adopts it.
 */
const Id = z.uuid()
const Instant = z.iso.datetime()

/** A session of the device, or the person's password: the device has no session that counts any more. */
const Proof = z.union([
  z.object({ refreshToken: z.string().min(20).max(500) }),
  z.object({ username: z.string().min(1).max(100), password: z.string().min(1).max(500) }),
])

export const HandedDraft = z.object({
  id: z.string().max(100),
  form: JsonObject,
  changedAt: Instant,
})
export type HandedDraft = z.infer<typeof HandedDraft>

export const HandOverRequest = z.object({
  deviceId: Id,
  proof: Proof,
  /** The device's corrected clock as it hands over; as in a push. */
  sentAt: Instant.optional(),
  commands: z.array(CommandEnvelope).max(500),
  /** Nobody is to decide these: logged as discarded. */
  givenUp: z.array(CommandEnvelope).max(500).default([]),
  conflicts: z.array(z.object({ command: CommandEnvelope, error: AppErrorSchema })).max(500),
  drafts: z.array(HandedDraft).max(500),
  passcodes: z.array(PasscodeBeside).max(500),
})
export type HandOverRequest = z.infer<typeof HandOverRequest>
/**
 * How many items of the request are at the backend now, and the epoch that a device of this person stands in: of another one, the
 * backend may have lost what it accepted before. Absent from a node of an older version.
 */
export const HandOverResponse = z.object({ kept: z.int().min(0), epoch: Id.optional() })

/** `command`: never decided. `conflict`: refused, and nobody had chosen. `denied`: the person was not allowed to (any more). */
export const QuarantineItem = z.object({
  id: Id,
  kind: z.enum(['command', 'conflict', 'draft', 'denied']),
  personId: Id,
  personName: z.string(),
  deviceId: Id,
  name: z.string(),
  /** The command's arguments, or the draft's form. */
  body: Json,
  caseId: Id.nullable(),
  error: AppErrorSchema.nullable(),
  actAt: Instant,
  handedOverAt: Instant,
})
export type QuarantineItem = z.infer<typeof QuarantineItem>
export const QuarantineResponse = z.object({ items: z.array(QuarantineItem) })
export type QuarantineResponse = z.infer<typeof QuarantineResponse>

/** `adopted`: done in its maker's place. `dismissed`: nobody will do it. */
export const SettledAs = z.enum(['adopted', 'dismissed'])
export type SettledAs = z.infer<typeof SettledAs>
export const SettleRequest = z.object({ id: Id, as: SettledAs })

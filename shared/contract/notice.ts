import { z } from 'zod'

/**
 * Something happened to a person's file that they have to hear of. `revoked`: handed over and wiped. `damaged`: set aside, what could
 * be read was saved into a new one. `newer`: made by a newer program; what had not been sent was written to `file`.
 */
export const Notice = z.object({
  id: z.uuid(),
  kind: z.enum(['revoked', 'damaged', 'newer']),
  at: z.iso.datetime(),
  username: z.string(),
  /** Name of the file set aside, or path of the export. */
  file: z.string().nullable(),
  commands: z.int(),
  conflicts: z.int(),
  drafts: z.int(),
  /** False: part of it could not be read. */
  complete: z.boolean(),
})
export type Notice = z.infer<typeof Notice>

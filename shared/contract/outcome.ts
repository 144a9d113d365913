import { z } from 'zod'
import type { AppError } from '../errors.ts'
import { AppErrorSchema } from '../sync/wire.ts'

/** An answer that may be a refusal: failures that are expected travel as data. */
export const outcome = <S extends z.ZodType>(value: S) =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), error: AppErrorSchema }),
  ])

export type Outcome<T> = { ok: true; value: T } | { ok: false; error: AppError }

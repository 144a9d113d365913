import { z } from 'zod'

const made = new WeakMap<z.ZodType, z.ZodType>()

/**
 * The same schema with a parser of its own, made at its first use: for what is parsed thousands of times at once, by a process that has just
 * begun as well. Never in the window, whose policy allows no code to be made.
 */
export function compiled<S extends z.ZodType>(schema: S): S {
  const known = made.get(schema)
  if (known !== undefined) return known as S
  const own = z.compile(schema)
  made.set(schema, own)
  return own
}

import { z } from 'zod'

/** Deeper than anything that is said, and far from where a stack ends. */
const DEEPEST = 100

/** What JSON can say, nothing else: no `undefined`, no infinite number, nothing with a class. */
export function isJson(value: unknown, depth = 0): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || depth >= DEEPEST) return false
  if (Array.isArray(value)) return value.every((member) => isJson(member, depth + 1))
  return isPlain(value) && Object.values(value).every((member) => isJson(member, depth + 1))
}

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
const isJsonObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && isJson(value)

/** Looked at and left as it is: `z.json()` takes each value of each row apart and puts it together again. */
export const Json = z.custom<z.core.util.JSONType>((value) => isJson(value), 'JSON is needed')
export const JsonObject = z.custom<Record<string, z.core.util.JSONType>>(isJsonObject, 'an object of JSON is needed')

/** Ends a switch over a union: a member without a branch is a compile error, and a bug if it happens at run time. */
export function assertNever(value: never, what = 'value'): never {
  throw new Error(`Unexpected ${what}: ${JSON.stringify(value)}`)
}

/** States an invariant that the types cannot say. A failure is a bug, never bad input. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message)
}

import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'

const SHOWN_MS = 5_000

export type Fact = string | number | boolean | null | readonly Fact[] | { readonly [name: string]: Fact }

/** What a step saw. What must be so is said beside it, and ends the step when it is not. */
export class Facts {
  readonly seen: Record<string, Fact> = {}

  note(name: string, value: Fact): void {
    this.seen[name] = value
  }

  /** @throws when `value` is not exactly `expected` */
  is(name: string, value: Fact | undefined, expected: Fact): void {
    this.note(name, value ?? null)
    if (!isDeepStrictEqual(value ?? null, expected))
      throw new Error(`${name} is ${JSON.stringify(value ?? null)}, not ${JSON.stringify(expected)}`)
  }

  /**
   * Waits until what is shown says what it must: the window follows the data within moments.
   * @throws when it does not
   */
  async says(name: string, read: () => Promise<string>, expected: RegExp): Promise<void> {
    const end = Date.now() + SHOWN_MS
    for (;;) {
      const line = (await read()).replaceAll(/\s+/g, ' ').trim()
      this.note(name, line)
      if (expected.test(line)) return
      if (Date.now() > end) throw new Error(`${name} says "${line}", which does not match ${String(expected)}`)
      await sleep(100)
    }
  }
}

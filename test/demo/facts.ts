import { isDeepStrictEqual } from 'node:util'

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

  /** @throws when the text does not say what it must */
  says(name: string, text: string, expected: RegExp): void {
    const line = text.replaceAll(/\s+/g, ' ').trim()
    this.note(name, line)
    if (!expected.test(line)) throw new Error(`${name} says "${line}", which does not match ${String(expected)}`)
  }
}

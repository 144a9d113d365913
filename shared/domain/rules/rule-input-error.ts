/** What the offending value was, for the text beside the field. Never the value of a secret. */
export type InputFacts = Readonly<Record<string, string | number>>

/**
 * The facts given to a rule make no sense, so that no answer would be true. A refusal by a rule is not this: it is a result with
 * reasons. `code` is dotted (`date.invalid`), `field` the name of the argument, `rule` the rule that the facts break, if one.
 */
export class RuleInputError extends Error {
  readonly code: string
  readonly field: string
  readonly rule: string | null
  readonly facts: InputFacts

  constructor(code: string, field: string, message: string, more: { rule?: string; facts?: InputFacts } = {}) {
    super(`${field}: ${message}`)
    this.name = 'RuleInputError'
    this.code = code
    this.field = field
    this.rule = more.rule ?? null
    this.facts = more.facts ?? {}
  }
}

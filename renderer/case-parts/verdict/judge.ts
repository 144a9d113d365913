import { decideWarranty } from '#shared/domain/rules/index.ts'
import { RuleInputError } from '#shared/domain/rules/rule-input-error.ts'
import type { WarrantyDecision } from '#shared/domain/warranty/decide-warranty.ts'
import type { WarrantyFacts } from '#shared/domain/warranty/warranty-facts.ts'

/** The verdict on these facts, or the field that makes no sense. */
export type Judgement =
  | { readonly ok: true; readonly verdict: WarrantyDecision }
  | { readonly ok: false; readonly field: string; readonly code: string }

/** @rule WDATE */
export function judge(facts: WarrantyFacts): Judgement {
  try {
    return { ok: true, verdict: decideWarranty(facts) }
  } catch (error) {
    if (!(error instanceof RuleInputError)) throw error
    return { ok: false, field: error.field, code: error.code }
  }
}

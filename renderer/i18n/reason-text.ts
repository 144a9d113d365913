import type { TFunction } from 'i18next'
import { displayFacts } from '#shared/domain/rules/display-facts.ts'
import { REASONS, type Reason, type RuleId } from '#shared/domain/rules/reason.ts'
import type { Language } from './language.ts'

/** A reason as it is kept with a decision or sent with a promise. */
export type AnyReason = {
  readonly rule: string
  readonly variant: string
  readonly facts?: Readonly<Record<string, string | number | boolean | null>> | undefined
}

const isKnown = (rule: string): rule is RuleId => rule in REASONS

/** One sentence: why the rule answered as it did. The rule's title where this version has no sentence for it. */
export function reasonText(reason: AnyReason, t: TFunction, language: Language): string {
  const title = t(`rules:${reason.rule}.title`, { defaultValue: reason.rule })
  const facts = isKnown(reason.rule) ? displayFacts(toReason(reason.rule, reason), language) : (reason.facts ?? {})
  const context = reason.variant === '' ? undefined : reason.variant
  return t(`rules:${reason.rule}.reason`, { ...facts, ...(context ? { context } : {}), defaultValue: title })
}

function toReason(rule: RuleId, reason: AnyReason): Reason {
  const facts = Object.entries(reason.facts ?? {}).filter(
    (fact): fact is [string, string | number] => typeof fact[1] === 'string' || typeof fact[1] === 'number',
  )
  return { rule, variant: reason.variant, facts: Object.fromEntries(facts) }
}

/** What the rule says in general, for whoever wants to read it out loud. */
export const ruleText = (rule: string, t: TFunction): { title: string; text: string } => ({
  title: t(`rules:${rule}.title`, { defaultValue: t('common:rule.name', { rule }) }),
  text: t(`rules:${rule}.text`, { defaultValue: '' }),
})

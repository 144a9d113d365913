import { type Reason, reason } from '../rules/reason.ts'

export const DAMAGES = ['impact', 'crushed-screen', 'liquid'] as const
export type Damage = (typeof DAMAGES)[number]

type VoidRule = { readonly why: (damage: ReadonlySet<Damage>) => Reason | null }

/** Damage that no programme covers, whatever the dates. @rule VOID-1 @rule VOID-3 */
const VOID_RULES: readonly VoidRule[] = [
  {
    why: (damage) => {
      if (damage.has('impact') && damage.has('crushed-screen')) return reason('VOID-1', 'both', {})
      if (damage.has('impact')) return reason('VOID-1', 'impact', {})
      return damage.has('crushed-screen') ? reason('VOID-1', 'crushedScreen', {}) : null
    },
  },
  { why: (damage) => (damage.has('liquid') ? reason('VOID-3', '', {}) : null) },
]

/** Every void reason that the damage gives. */
export const voidReasons = (damage: ReadonlySet<Damage>): readonly Reason[] =>
  VOID_RULES.flatMap((rule) => rule.why(damage) ?? [])

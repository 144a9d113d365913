import type { CaseView } from '#shared/contract/views.ts'
import type { CommandName } from '#shared/domain/commands.ts'
import { nextStep } from '#shared/domain/service-case/next-step.ts'
import { actionOf } from '../../../case-parts/actions/case-actions.ts'

/** What the bench offers for a unit: at one press, by a form in its place, or nothing. */
export type BenchAction =
  | { readonly kind: 'press'; readonly command: CommandName }
  | { readonly kind: 'form'; readonly command: CommandName }
  | { readonly kind: 'none' }

type Facts = {
  readonly serviceCase: Pick<CaseView['serviceCase'], 'flow' | 'state' | 'finding'>
  readonly decision: Pick<NonNullable<CaseView['decision']>, 'remedy'> | null
  readonly estimate: Pick<NonNullable<CaseView['estimate']>, 'state'> | null
}

/** The one big action: as the case itself offers it, but a finding is written before the warranty is decided. @rule SHOP-1 @rule SHOP-5 */
export function benchAction({ serviceCase, decision, estimate }: Facts): BenchAction {
  const { flow, state, finding } = serviceCase
  const step = nextStep({ flow, state, remedy: decision?.remedy ?? null, estimate: estimate?.state ?? null })
  const command = step === 'warranty.decide' && finding === null ? 'diagnosis.record' : step
  const action = command === null ? undefined : actionOf(command)
  if (command === null || action === undefined) return { kind: 'none' }
  return { kind: action.fields.length === 0 ? 'press' : 'form', command }
}

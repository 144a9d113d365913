import type { Coverage } from './acts/journal.ts'
import type { HistoryPlan } from './history/steps.ts'

export type Task =
  | 'stop'
  | { readonly plan: HistoryPlan /** Shrink it and keep it when it fails. */; readonly keep: boolean }
export type Told =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'played'
      readonly seed: string
      readonly violations: readonly string[]
      readonly coverage: Coverage
      /** Where the shrunk history was kept. */
      readonly kept: string | null
    }

import type { HistoryPlan, Step } from '../history/steps.ts'

/** With somebody who may not see everything. */
export const withLars = (plan: HistoryPlan): HistoryPlan => ({ ...plan, people: ['kari', 'ola', 'astrid', 'lars'] })

/** With clocks that are changed while nobody gets through, for hours. */
export const withJumps = (plan: HistoryPlan): HistoryPlan => ({
  ...plan,
  steps: plan.steps.flatMap((step, i) =>
    i % 40 === 20
      ? [
          { ...step, what: 'partition' },
          { ...step, what: 'clock-jump', seed: i },
          ...[1, 2, 3].map((nth) => ({ ...step, what: 'act' as const, seed: step.seed + nth })),
          { ...step, what: 'long-sleep' },
          { ...step, what: 'heal' },
        ]
      : [step],
  ),
})

/** With a backup from before most of what was refused, brought back at the end. */
export const withRestore = (plan: HistoryPlan): HistoryPlan => ({
  ...plan,
  steps: plan.steps.flatMap((step, i): Step[] =>
    i === 20
      ? [{ ...step, what: 'back-up' }, step]
      : i === plan.steps.length - 1
        ? [step, { ...step, afterMs: 5000, what: 'restore' }]
        : step.what === 'back-up' || step.what === 'restore'
          ? []
          : [step],
  ),
})

/** With requests that meet all the time, and the desks close to each other. */
export const withMeetings = (plan: HistoryPlan): HistoryPlan => ({
  ...plan,
  steps: plan.steps.flatMap((step, i) => {
    const at = (desk: number): Step => ({ ...step, afterMs: 5, what: 'act', desk, seed: step.seed + desk })
    return i % 8 === 4 ? [{ ...step, what: 'meet' }, at(0), at(1), at(2)] : [step]
  }),
})

/** With devices that are revoked while they are cut off, permissions that are lost, and a supervisor who answers for both. */
export const withApprovals = (plan: HistoryPlan): HistoryPlan => ({
  ...plan,
  steps: plan.steps.flatMap((step, i): Step[] => {
    const at = (what: Step['what'], afterMs: number, desk = step.desk): Step => ({ ...step, what, afterMs, desk })
    if (i % 25 === 12) return [at('revoke', 100), at('partition', 0), step]
    if (i % 25 === 18) {
      const acts = Array.from({ length: 12 }, (_, nth) => ({ ...at('act', 1500, 0), seed: step.seed + nth }))
      return [at('heal', 100), at('role-change', 100), ...acts.slice(0, 8), at('approve', 100), ...acts.slice(8)]
    }
    if (i % 25 === 23) return [at('approve', 6000), step]
    return [step]
  }),
})

import { NO_REFUSALS } from '../history/coverage.ts'
import type { Stage } from '../history/stage.ts'
import type { BackendState } from './backend-state.ts'
import { isAdoption, isDismissal } from './approvals.ts'
import { count } from '../acts/journal.ts'

/** The log holds what was made and nothing else, each with an answer that fits, at a time that can be. */
export function checkLog({ desks, journal }: Stage, { log }: BackendState): void {
  const { violations, coverage } = journal
  const theirs = new Set(desks.flatMap((desk) => [...desk.ids]))
  for (const logged of log) {
    const { id, name, status, error } = logged
    const foreign = journal.foreign.has(id)
    if (!foreign && !theirs.has(id) && !isAdoption(logged) && !isDismissal(logged))
      violations.push(`nobody made ${name} ${id}`)
    if (status === 'refused' && error === null) violations.push(`refused without a reason: ${name} ${id}`)
    if (logged.actMs > logged.receivedMs) violations.push(`acted after it was received: ${name} ${id}`)
    if (logged.actUnconfirmed) count(coverage.faults, 'act unconfirmed')
    if (error !== null) {
      const unlikely = NO_REFUSALS[error.code]
      if (unlikely !== undefined) violations.push(`refused with ${error.code} (${unlikely}): ${name} ${id}`)
      count(coverage.refusals, error.code)
      if (error.rule !== undefined) count(coverage.rules, error.rule)
    }
  }
}

import { balanceOf } from '#shared/domain/fee/fee-ledger.ts'
import type { FeeEntry } from '#shared/domain/fee/fee-entry.rows.ts'
import { count } from '../acts/journal.ts'
import { BLOCK } from '../world/node.ts'
import type { Stage } from '../history/stage.ts'
import type { BackendState } from './backend-state.ts'

/** Case numbers are given once, from the device's own blocks; fee ledgers add up. @rule SOS-2 @rule SOS-9 @rule FEE-3 */
export function checkNumbers({ journal }: Stage, { rows, log, leases }: BackendState, block = BLOCK): void {
  const { violations, leased, coverage } = journal
  const owner = new Map<number, string>()
  for (const [device, blocks] of leased)
    for (const from of blocks) {
      if (owner.has(from) && owner.get(from) !== device) violations.push(`numbers from ${from} leased to two devices`)
      owner.set(from, device)
    }
  for (const { from, to, deviceId } of leases)
    if (to - from + 1 !== block || (owner.has(from) && owner.get(from) !== deviceId))
      violations.push(`the lease from ${from} is not the one that was answered`)

  const numbers = new Map<unknown, string>()
  for (const { id, data } of rows.filter(({ table }) => table === 'serviceCase')) {
    if (data.number === null) violations.push(`case ${id} has no number at the backend`)
    if (numbers.has(data.number)) violations.push(`number ${String(data.number)} is on two cases`)
    numbers.set(data.number, id)
    if (data.pause !== null) count(coverage.rules, 'SLA-3')
    if (typeof data.dueRule === 'string') count(coverage.rules, data.dueRule)
  }
  for (const { id, name, args, status, deviceId } of log) {
    if (name !== 'case.register' || status !== 'accepted' || typeof args.number !== 'number') continue
    const { number } = args
    const within = leases.some((lease) => lease.deviceId === deviceId && lease.from <= number && number <= lease.to)
    if (!within) violations.push(`case.register ${id} took ${number}, which its device was not given`)
  }

  const ledgers = new Map<string, FeeEntry[]>()
  for (const { table, data } of rows)
    if (table === 'feeEntry') {
      const entry = data as unknown as FeeEntry
      ledgers.set(entry.caseId, [...(ledgers.get(entry.caseId) ?? []), entry])
    }
  for (const [caseId, entries] of ledgers) {
    const places = entries.map((entry) => entry.seq).sort((a, b) => a - b)
    if (places.some((seq, i) => seq !== i)) violations.push(`the ledger of ${caseId} has the places ${places.join()}`)
    for (const { rule } of entries) count(coverage.rules, rule)
    try {
      balanceOf(entries)
    } catch (error) {
      violations.push(`the ledger of ${caseId} breaks a law: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}

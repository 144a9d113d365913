import { v7 as uuidV7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { actor, InMemoryDesk } from '#test/support/in-memory-desk.ts'
import { commandOf } from '../commands.ts'
import { decideWith, idsOf } from './decide.ts'
import type { ReadAnswer } from './read.ts'

/** Decides a payment on a device that has the case but, so far, not its ledger. */
function payOnAHalfFilledDevice(name: 'fee.pay' | 'case.register', args: Record<string, unknown>) {
  const desk = new InMemoryDesk()
  const caseId = desk.register()
  const command = commandOf(name)
  if (command === undefined) throw new Error(name)
  const commandId = uuidV7()
  const context = {
    commandId,
    actor: actor('agent'),
    actAt: desk.now,
    decidedAt: null,
    leases: desk.leases,
    spareNumber: null,
    id: idsOf(commandId),
  }
  const answer = (rows: ReadAnswer['rows']): ReadAnswer => ({ rows, elsewhere: rows.length === 0 })
  return decideWith(command, { version: 1, args: { caseId, ...args } }, context, (read) =>
    answer('id' in read && read.id === caseId ? [desk.get('serviceCase', caseId)] : []),
  )
}

describe('rows that are not on this device', () => {
  test('never refuse: a ledger of which some may be elsewhere makes the answer provisional', () => {
    expect(payOnAHalfFilledDevice('fee.pay', { amount: 45_000, reason: 'x' })).toMatchObject({ kind: 'provisional' })
  })

  test('nor do they hide bad input', () => {
    expect(payOnAHalfFilledDevice('fee.pay', { amount: -1, reason: 'x' })).toMatchObject({
      kind: 'refused',
      error: { code: 'input.invalid', field: 'amount' },
    })
  })
})

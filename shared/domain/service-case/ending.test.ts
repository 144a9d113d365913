import { describe, expect, test } from 'vitest'
import { InMemoryDesk } from '#test/support/in-memory-desk.ts'

const lenovo = { contract: 'SA0020011', productName: 'ThinkPad T14', product: 'other' } as const
const DUE = '2026-03-11T23:00:00.000Z'

function closed(desk: InMemoryDesk, more: Parameters<InMemoryDesk['register']>[0] = {}) {
  const caseId = desk.register(more)
  desk.ok('case.solve', { caseId, solution: 'ok' })
  desk.ok('case.accept', { caseId, acceptedBy: 'Åse' })
  desk.ok('case.close', { caseId })
  return caseId
}

describe('a reopened case', () => {
  test('of the workshop waits for its unit again, undecided and unpriced, its passcode gone (SHOP-5, INTAKE-SECRET)', () => {
    const desk = new InMemoryDesk()
    const caseId = desk.register({ hasPasscode: true })
    desk.ok('unit.receive', { caseId })
    desk.ok('diagnosis.start', { caseId })
    const facts = { product: 'mac', purchasedOn: null, soldByUs: true, usedIn: 'NO' } as const
    desk.ok('warranty.decide', {
      caseId,
      ...facts,
      damage: ['liquid'],
      inStock: false,
      expects: { decisionId: null },
    })
    desk.ok('estimate.send', { caseId, amount: 1, text: '', via: 'sms', expects: { estimateId: null } })
    desk.ok('case.cancel', { caseId, reason: 'x' })
    desk.ok('case.reopen', { caseId, reason: 'y' })
    expect(desk.get('serviceCase', caseId)).toMatchObject({
      state: 'registered',
      hasPasscode: false,
      waitingFor: null,
      decisionId: null,
      estimateId: null,
      dueAt: null,
    })
  })

  test('that was only cancelled is due as before (LEN-1)', () => {
    const desk = new InMemoryDesk()
    const caseId = desk.register(lenovo)
    expect(desk.get('serviceCase', caseId).dueAt).toBe(DUE)
    desk.ok('case.cancel', { caseId, reason: 'feil sak' })
    desk.now = '2026-03-12T09:00:00.000Z'
    desk.ok('case.reopen', { caseId, reason: 'riktig sak' })
    expect(desk.get('serviceCase', caseId)).toMatchObject({ dueAt: DUE, dueRule: 'LEN-1' })
  })

  test('whose solution did not last is due as a new report (LEN-1)', () => {
    const desk = new InMemoryDesk()
    const caseId = closed(desk, lenovo)
    desk.now = '2026-03-16T09:00:00.000Z'
    desk.ok('case.reopen', { caseId, reason: 'Feilen kom tilbake' })
    expect(desk.get('serviceCase', caseId)).toMatchObject({ state: 'in-progress', dueAt: '2026-03-17T23:00:00.000Z' })
  })

  test('is not closed unanswered on the reminders of its earlier life (SHOP-5)', () => {
    const desk = new InMemoryDesk()
    const caseId = desk.register({ contract: 'SA0009858' })
    desk.ok('case.solve', { caseId, solution: 'ok' })
    for (const text of ['1', '2']) desk.ok('customer.tell', { caseId, via: 'sms', about: 'reminder', text })
    desk.ok('case.closeUnanswered', { caseId })
    expect(desk.get('serviceCase', caseId).reminders).toBe(2)
    desk.ok('case.reopen', { caseId, reason: 'x' })
    desk.ok('case.solve', { caseId, solution: 'ok' })
    expect(desk.run('case.closeUnanswered', { caseId })).toMatchObject({ error: { code: 'case.reminders-missing' } })
  })
})

test('SHOP-5: reminders about an estimate that was answered do not count towards acceptance', () => {
  const desk = new InMemoryDesk()
  const caseId = desk.register()
  desk.ok('unit.receive', { caseId })
  desk.ok('diagnosis.start', { caseId })
  const facts = { product: 'mac', purchasedOn: null, soldByUs: true, usedIn: 'NO' } as const
  desk.ok('warranty.decide', { caseId, ...facts, damage: ['liquid'], inStock: false, expects: { decisionId: null } })
  desk.ok('estimate.send', { caseId, amount: 1, text: '', via: 'sms', expects: { estimateId: null } })
  for (const text of ['1', '2']) desk.ok('customer.tell', { caseId, via: 'sms', about: 'reminder', text })
  const estimateId = desk.get('serviceCase', caseId).estimateId ?? ''
  desk.ok('estimate.decline', { caseId, estimateId, answeredBy: 'Åse' })
  desk.ok('unit.pack', { caseId })
  desk.ok('unit.ship', { caseId, via: 'sms', trackingNo: null })
  desk.ok('unit.deliver', { caseId })
  expect(desk.run('case.closeUnanswered', { caseId })).toMatchObject({ error: { code: 'case.reminders-missing' } })
})

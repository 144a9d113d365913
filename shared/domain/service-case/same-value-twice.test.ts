import { describe, expect, test } from 'vitest'
import { InMemoryDesk } from '#test/support/in-memory-desk.ts'

const KARI = '0198aaaa-0000-7000-8000-000000000001'
const nothing = { kind: 'accepted', changes: [] }

function aCase(more: Parameters<InMemoryDesk['register']>[0] = {}) {
  const desk = new InMemoryDesk()
  desk.put('colleague', { id: KARI, username: 'kari', name: 'Kari', initials: 'K', role: 'agent' })
  return { desk, caseId: desk.register(more) }
}
const general = { contract: 'SA0009858', product: 'other' } as const

describe('the same value twice is no conflict', () => {
  test('two people who receive the same unit, start its diagnosis or cancel it for the same reason (SHOP-5)', () => {
    const { desk, caseId } = aCase()
    desk.ok('unit.receive', { caseId })
    expect(desk.run('unit.receive', { caseId })).toMatchObject(nothing)
    desk.ok('diagnosis.start', { caseId })
    expect(desk.run('diagnosis.start', { caseId })).toMatchObject(nothing)
    expect(desk.run('unit.receive', { caseId })).toMatchObject({ error: { code: 'case.wrong-state' } })
    desk.ok('case.cancel', { caseId, reason: 'Meldt to ganger' })
    expect(desk.run('case.cancel', { caseId, reason: 'Meldt to ganger' })).toMatchObject(nothing)
    expect(desk.run('case.cancel', { caseId, reason: 'Noe annet' })).toMatchObject({ kind: 'refused' })
  })

  test('words that the case does not hold are refused the second time, never dropped', () => {
    const { desk, caseId } = aCase(general)
    desk.ok('work.start', { caseId })
    desk.ok('work.wait', { caseId, for: 'part', note: '' })
    expect(desk.run('work.wait', { caseId, for: 'part', note: '' })).toMatchObject(nothing)
    expect(desk.run('work.wait', { caseId, for: 'part', note: 'kommer mandag' })).toMatchObject({ kind: 'refused' })
    expect(desk.run('work.wait', { caseId, for: 'customer', note: '' })).toMatchObject({ kind: 'refused' })
    desk.ok('case.solve', { caseId, solution: 'ok' })
    expect(desk.run('case.solve', { caseId, solution: 'ok' })).toMatchObject({ kind: 'refused' })
  })

  test('the same damage named in another order, or twice (SHOP-1)', () => {
    const { desk, caseId } = aCase()
    desk.ok('unit.receive', { caseId })
    const finding = { caseId, finding: 'Våt', expects: { finding: null } }
    desk.ok('diagnosis.record', { ...finding, damage: ['liquid', 'impact', 'liquid'] })
    expect(desk.get('serviceCase', caseId).damage).toEqual(['impact', 'liquid'])
    expect(desk.run('diagnosis.record', { ...finding, damage: ['impact', 'liquid'] })).toMatchObject(nothing)
    expect(desk.run('diagnosis.record', { ...finding, damage: [] })).toMatchObject({ error: { code: 'field.changed' } })
  })

  test('the same estimate; another one is refused with the amount that stands (SHOP-2)', () => {
    const { desk, caseId } = aCase()
    desk.ok('unit.receive', { caseId })
    desk.ok('diagnosis.start', { caseId })
    const facts = { product: 'mac', purchasedOn: null, soldByUs: true, usedIn: 'NO', damage: ['liquid'] } as const
    desk.ok('warranty.decide', {
      caseId,
      ...facts,
      damage: ['liquid'],
      inStock: false,
      expects: { decisionId: null },
    })
    const estimate = { caseId, text: 'Skjerm', via: 'sms', expects: { estimateId: null } } as const
    desk.ok('estimate.send', { ...estimate, amount: 420_000 })
    const first = desk.get('serviceCase', caseId).estimateId ?? ''
    expect(desk.run('estimate.send', { ...estimate, amount: 420_000 })).toMatchObject(nothing)
    const other = { error: { code: 'estimate.changed', facts: { amount: 420_000 } } }
    expect(desk.run('estimate.send', { ...estimate, amount: 390_000 })).toMatchObject(other)
    desk.ok('estimate.send', { ...estimate, amount: 400_000, expects: { estimateId: first } })
    expect(desk.run('estimate.accept', { caseId, estimateId: first, answeredBy: 'Åse' })).toMatchObject({
      error: { code: 'estimate.changed', facts: { amount: 400_000 } },
    })
  })
})

describe('a desk case', () => {
  test('given back to nobody is not assigned any more (SHOP-5, SOS-3)', () => {
    const { desk, caseId } = aCase(general)
    desk.ok('case.assign', { caseId, ownerId: KARI, expects: { ownerId: null } })
    expect(desk.get('serviceCase', caseId).state).toBe('assigned')
    desk.ok('case.assign', { caseId, ownerId: null, expects: { ownerId: KARI } })
    expect(desk.get('serviceCase', caseId)).toMatchObject({ state: 'registered', ownerId: null })
  })

  test('is solved from where it waits (SHOP-5)', () => {
    const { desk, caseId } = aCase(general)
    desk.ok('work.start', { caseId })
    desk.ok('work.wait', { caseId, for: 'customer', note: '' })
    desk.ok('case.solve', { caseId, solution: 'Løste seg' })
    expect(desk.get('serviceCase', caseId)).toMatchObject({ state: 'solved', waitingFor: null })
  })
})

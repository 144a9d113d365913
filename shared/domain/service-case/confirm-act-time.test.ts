import { v7 as uuidV7 } from 'uuid'
import { expect, test } from 'vitest'
import { anApplePhoneCall, actor, InMemoryDesk } from '#test/support/in-memory-desk.ts'
import { decideWith, idsOf } from '../command/decide.ts'
import { isClockTrusted } from '../command/clock-trust.ts'
import { PERMISSIONS_OF } from '../command/permission.ts'
import { registerCase } from './register-case.command.ts'
import type { ServiceCase } from './service-case.rows.ts'

const SAID = '2026-03-10T13:00:00.000Z' // 14:00 in Oslo: before the cut-off
const RECEIVED = '2026-03-10T15:00:00.000Z' // 16:00: after it

/** A Lenovo case from a device whose clock was wrong, as the backend decides it. */
function fromWrongClock(): { desk: InMemoryDesk; caseId: string } {
  const desk = new InMemoryDesk()
  const caseId = uuidV7()
  const id = uuidV7()
  const args = { ...anApplePhoneCall(), contract: 'SA0020011', customerRef: 'E-1', caseId }
  const decision = decideWith(
    registerCase as never,
    { version: 1, args },
    {
      commandId: id,
      actor: actor('agent'),
      actAt: SAID,
      unconfirmed: { startsAt: RECEIVED },
      decidedAt: RECEIVED,
      leases: [],
      spareNumber: 1_000_001,
      id: idsOf(id),
    },
    (read) => ({
      rows: 'id' in read && read.table === 'agreement' ? [desk.get('agreement', read.id)] : [],
      elsewhere: false,
    }),
  )
  if (decision.kind !== 'accepted') throw new Error(JSON.stringify(decision))
  for (const change of decision.changes) if (change.op === 'put') desk.put(change.table, change.row as never)
  desk.now = '2026-03-10T16:00:00.000Z'
  return { desk, caseId }
}
const theCase = (desk: InMemoryDesk, caseId: string): ServiceCase => desk.get('serviceCase', caseId)

test('SLA: a clock off by more than five minutes, or not known, is not trusted', () => {
  expect([0, 300_000, -300_000, undefined].map(isClockTrusted)).toEqual([true, true, true, true])
  expect([300_001, -300_001, null].map(isClockTrusted)).toEqual([false, false, false])
})

test('LEN-1: an act of an untrusted clock counts from its receipt and says so', () => {
  const { desk, caseId } = fromWrongClock()
  expect(theCase(desk, caseId)).toMatchObject({
    registeredAt: RECEIVED,
    dueAt: '2026-03-12T23:00:00.000Z',
    unconfirmedActs: [{ of: 'report', at: SAID }],
  })
  const [entry] = desk.all('timelineEntry')
  expect(entry).toMatchObject({ actAt: SAID, data: { unconfirmed: true } })
})

test('LEN-1: once a supervisor confirms the act time, the promise is made again from it', () => {
  const { desk, caseId } = fromWrongClock()
  desk.ok('case.confirm-act-time', { caseId, of: 'report', at: SAID, expects: { at: SAID } })
  expect(theCase(desk, caseId)).toMatchObject({
    registeredAt: SAID,
    dueAt: '2026-03-11T23:00:00.000Z',
    unconfirmedActs: null,
  })
  // The same answer twice is no conflict; another is.
  const again = { caseId, of: 'report', expects: { at: SAID } } as const
  expect(desk.run('case.confirm-act-time', { ...again, at: SAID })).toMatchObject({ kind: 'accepted', changes: [] })
  expect(desk.run('case.confirm-act-time', { ...again, at: RECEIVED })).toMatchObject({
    error: { code: 'field.changed' },
  })
})

test('a supervisor knows better than the device: another time counts, and the history says both', () => {
  const { desk, caseId } = fromWrongClock()
  const at = '2026-03-09T12:00:00.000Z'
  desk.ok('case.confirm-act-time', { caseId, of: 'report', at, expects: { at: SAID } })
  expect(theCase(desk, caseId)).toMatchObject({ registeredAt: at, dueAt: '2026-03-10T23:00:00.000Z' })
  expect(desk.all('timelineEntry').at(-1)).toMatchObject({ data: { said: SAID, at } })
})

test('only who supervises confirms, and nothing after it was received', () => {
  const { desk, caseId } = fromWrongClock()
  const args = { caseId, of: 'report', at: SAID, expects: { at: SAID } } as const
  expect(desk.run('case.confirm-act-time', args, 'agent')).toMatchObject({ error: { code: 'permission.denied' } })
  expect(desk.run('case.confirm-act-time', args, 'dispatcher').kind).toBe('accepted')
  const { desk: other, caseId: otherId } = fromWrongClock()
  const future = { caseId: otherId, of: 'report', at: '2026-03-11T00:00:00.000Z', expects: { at: SAID } } as const
  const late = { code: 'input.invalid', field: 'at', facts: { problem: 'after-receipt', latest: RECEIVED } }
  expect(other.run('case.confirm-act-time', future)).toMatchObject({ error: late })
  // Before now, and after the backend had the case already.
  const after = { ...future, at: '2026-03-10T15:00:00.001Z' }
  expect(other.run('case.confirm-act-time', after)).toMatchObject({ error: late })
  expect(other.run('case.confirm-act-time', { ...future, at: RECEIVED }).kind).toBe('accepted')
})

test('SLA-3: a pause for the customer or a part moves the promise by the working time it took; the breach stays a breach', () => {
  const desk = new InMemoryDesk()
  desk.now = '2026-03-10T09:00:00.000Z' // Tuesday
  const caseId = desk.register({ contract: 'SA0020011', customerRef: 'E-1' })
  const due = '2026-03-11T23:00:00.000Z'
  expect(theCase(desk, caseId).dueAt).toBe(due)
  desk.ok('work.start', { caseId })
  desk.now = '2026-03-10T10:00:00.000Z'
  desk.ok('work.wait', { caseId, for: 'customer', note: '' })
  expect(theCase(desk, caseId)).toMatchObject({ dueAt: null, dueRule: null, pause: { since: desk.now, dueAt: due } })
  desk.now = '2026-03-12T10:00:00.000Z' // two working days later
  desk.ok('work.resume', { caseId })
  expect(theCase(desk, caseId)).toMatchObject({ dueAt: '2026-03-13T23:00:00.000Z', dueRule: 'LEN-1', pause: null })
  // Over a weekend only the working time counts.
  desk.now = '2026-03-13T10:00:00.000Z' // Friday
  desk.ok('work.wait', { caseId, for: 'part', note: '' })
  desk.now = '2026-03-16T10:00:00.000Z' // Monday
  desk.ok('work.resume', { caseId })
  expect(theCase(desk, caseId).dueAt).toBe('2026-03-16T23:00:00.000Z')
  desk.now = '2026-03-17T10:00:00.000Z'
  desk.ok('work.wait', { caseId, for: 'customer', note: '' })
  desk.now = '2026-03-20T10:00:00.000Z'
  desk.ok('work.resume', { caseId })
  expect(theCase(desk, caseId).dueAt).toBe('2026-03-16T23:00:00.000Z')
})

test('SLA-3: waiting for our own subcontractor stops no clock', () => {
  const desk = new InMemoryDesk()
  const caseId = desk.register({ contract: 'SA0020011', customerRef: 'E-1' })
  const { dueAt } = theCase(desk, caseId)
  desk.ok('work.start', { caseId })
  desk.ok('work.wait', { caseId, for: 'subcontractor', note: '' })
  expect(theCase(desk, caseId)).toMatchObject({ dueAt, pause: null })
})

test('SOS-4: the desk owns the case: a technician neither accepts for the customer nor closes', () => {
  const desk = new InMemoryDesk()
  const caseId = desk.register({ contract: 'SA0009858' })
  desk.ok('case.solve', { caseId, solution: 'Byttet' }, 'technician')
  const denied = { error: { code: 'permission.denied', facts: { permission: 'case.end' } } }
  expect(desk.run('case.accept', { caseId, acceptedBy: 'Åse' }, 'technician')).toMatchObject(denied)
  desk.ok('case.accept', { caseId, acceptedBy: 'Åse' }, 'agent')
  expect(desk.run('case.close', { caseId }, 'technician')).toMatchObject(denied)
  desk.ok('case.close', { caseId }, 'dispatcher')
  expect(PERMISSIONS_OF.supervisor).toContain('case.end')
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ClockFacts, readClock } from './clock.ts'
import type { Pause } from './clock-pauses.ts'

const OFFICE = { opens: '08:00', closes: '16:00' } as const

const aClock = (over: Partial<ClockFacts> = {}): ClockFacts => ({
  startedAt: '2024-06-10T08:00:00Z',
  budgetMinutes: 240,
  country: 'NO',
  hours: '24x7',
  pauses: [],
  now: '2024-06-10T08:00:00Z',
  ...over,
})
const read = (over: Partial<ClockFacts>) => readClock(aClock(over))
const aPause = (from: string, to: string | null, reason: Pause['reason'] = 'awaiting-customer'): Pause => ({
  from,
  to,
  reason,
})

describe('SLA-3: round the clock', () => {
  test.each([
    ['2024-06-10T08:00:00Z', 'running', 0],
    ['2024-06-10T10:59:59Z', 'running', 10_799_000],
    ['2024-06-10T11:00:00Z', 'warned', 10_800_000],
    ['2024-06-10T11:59:59Z', 'warned', 14_399_000],
    ['2024-06-10T12:00:00Z', 'breached', 14_400_000],
    ['2024-06-10T13:00:00Z', 'breached', 18_000_000],
  ] as const)('at %s it is %s', (now, state, usedMs) => {
    expect(read({ now })).toMatchObject({
      state,
      usedMs,
      leftMs: 14_400_000 - usedMs,
      warnAt: '2024-06-10T11:00:00Z',
      dueAt: '2024-06-10T12:00:00Z',
    })
  })

  test('SLA-2: nights, weekends and holidays count', () => {
    expect(read({ startedAt: '2024-05-17T00:00:00Z', budgetMinutes: 3 * 1440 }).dueAt).toBe('2024-05-20T00:00:00Z')
  })

  test('before its start it has used nothing', () => {
    expect(read({ now: '2024-06-09T00:00:00Z' })).toMatchObject({ state: 'running', usedMs: 0 })
  })
})

describe('SLA-3: pauses', () => {
  test('a pause moves warning and deadline', () => {
    const clock = { pauses: [aPause('2024-06-10T09:00:00Z', '2024-06-10T10:00:00Z')] }
    expect(read({ ...clock, now: '2024-06-10T12:30:00Z' })).toMatchObject({
      state: 'warned',
      warnAt: '2024-06-10T12:00:00Z',
      dueAt: '2024-06-10T13:00:00Z',
      paused: [{ from: '2024-06-10T09:00:00Z', to: '2024-06-10T10:00:00Z' }],
    })
  })

  test('while it lasts, the clock stands and the deadline moves with now', () => {
    const pauses = [aPause('2024-06-10T09:00:00Z', null, 'awaiting-part')]
    expect(read({ pauses, now: '2024-06-10T20:00:00Z' })).toMatchObject({
      state: 'paused',
      usedMs: 3_600_000,
      dueAt: '2024-06-10T23:00:00Z',
      reasons: [{ rule: 'SLA-3', variant: 'paused', facts: { since: '2024-06-10T11:00', usedPercent: 25 } }],
    })
  })

  test('pauses that meet count once', () => {
    const pauses = [
      aPause('2024-06-10T10:00:00Z', '2024-06-10T11:00:00Z'),
      aPause('2024-06-10T09:00:00Z', '2024-06-10T10:30:00Z', 'awaiting-part'),
    ]
    expect(read({ pauses, now: '2024-06-10T12:00:00Z' })).toMatchObject({
      paused: [{ from: '2024-06-10T09:00:00Z', to: '2024-06-10T11:00:00Z' }],
      usedMs: 7_200_000,
      dueAt: '2024-06-10T14:00:00Z',
    })
  })

  test('a pause before the start does not count', () => {
    expect(read({ pauses: [aPause('2024-06-10T06:00:00Z', '2024-06-10T09:00:00Z')] }).dueAt).toBe(
      '2024-06-10T13:00:00Z',
    )
  })

  test('a clock that was breached before the pause stays breached', () => {
    expect(read({ pauses: [aPause('2024-06-10T12:30:00Z', null)], now: '2024-06-11T00:00:00Z' }).state).toBe('breached')
  })

  test('a paused clock past 75 % still says so', () => {
    expect(read({ pauses: [aPause('2024-06-10T11:30:00Z', null)], now: '2024-06-11T00:00:00Z' })).toMatchObject({
      state: 'paused',
      warned: true,
    })
  })
})

describe('SLA-3: opening hours', () => {
  test.each([
    ['within a day', '2024-06-10T09:00:00+02:00', '2024-06-10T11:00:00Z', 240],
    ['over the night', '2024-06-10T15:00:00+02:00', '2024-06-11T09:00:00Z', 240],
    ['reported before opening', '2024-06-10T03:00:00+02:00', '2024-06-10T10:00:00Z', 240],
    ['reported after closing', '2024-06-10T20:00:00+02:00', '2024-06-11T10:00:00Z', 240],
    ['over a weekend', '2024-06-07T15:00:00+02:00', '2024-06-10T09:00:00Z', 240],
    ['over a weekend with a change of clock', '2024-03-22T15:00:00+01:00', '2024-03-25T10:00:00Z', 240],
    ['over Easter into summer time', '2024-03-27T15:00:00+01:00', '2024-04-02T09:00:00Z', 240],
    ['exactly one day is due at closing', '2024-06-10T08:00:00+02:00', '2024-06-10T14:00:00Z', 480],
  ])('%s', (_, startedAt, dueAt, budgetMinutes) => {
    expect(read({ hours: OFFICE, startedAt, budgetMinutes, now: startedAt }).dueAt).toBe(dueAt)
  })

  test('a pause at night costs nothing, one over closing time only its open part', () => {
    const startedAt = '2024-06-10T15:00:00+02:00'
    const due = (from: string, to: string) => read({ hours: OFFICE, startedAt, pauses: [aPause(from, to)] }).dueAt
    expect(due('2024-06-10T18:00:00+02:00', '2024-06-11T06:00:00+02:00')).toBe('2024-06-11T09:00:00Z')
    expect(due('2024-06-10T15:30:00+02:00', '2024-06-11T09:00:00+02:00')).toBe('2024-06-11T10:30:00Z')
  })

  test('a pause over several days skips them whole', () => {
    const clock = { hours: OFFICE, startedAt: '2024-06-10T15:00:00+02:00', now: '2024-06-14T12:00:00Z' }
    const pauses = [aPause('2024-06-10T15:30:00+02:00', '2024-06-13T10:00:00+02:00')]
    expect(read({ ...clock, pauses })).toMatchObject({ dueAt: '2024-06-13T11:30:00Z', state: 'breached' })
  })
})

describe('laws', () => {
  const at = (minute: number) => new Date(Date.UTC(2024, 2, 1) + minute * 60_000).toISOString()
  const pause = fc
    .tuple(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 5_000 }))
    .map(([from, length]) => aPause(at(from), at(from + length)))
  const clock = fc.record({
    startedAt: fc.integer({ min: 0, max: 10_000 }).map(at),
    budgetMinutes: fc.integer({ min: 1, max: 5_000 }),
    hours: fc.constantFrom('24x7' as const, OFFICE),
    pauses: fc.array(pause, { maxLength: 4 }),
  })

  test('exactly the budget is used at the deadline, and 75 % at the warning', () => {
    fc.assert(
      fc.property(clock, (facts) => {
        const { dueAt, warnAt } = read(facts)
        expect(read({ ...facts, now: dueAt })).toMatchObject({ leftMs: 0, state: 'breached' })
        expect(read({ ...facts, now: warnAt })).toMatchObject({ usedMs: facts.budgetMinutes * 45_000, warned: true })
      }),
      { numRuns: 300 },
    )
  })

  test('used time never falls and never runs faster than the wall clock', () => {
    fc.assert(
      fc.property(clock, fc.nat(40_000), fc.nat(5_000), (facts, minute, step) => {
        const first = read({ ...facts, now: at(minute) })
        const second = read({ ...facts, now: at(minute + step) })
        expect(second.usedMs).toBeGreaterThanOrEqual(first.usedMs)
        expect(second.usedMs - first.usedMs).toBeLessThanOrEqual(step * 60_000)
      }),
      { numRuns: 300 },
    )
  })

  test('a further pause never brings the deadline nearer', () => {
    fc.assert(
      fc.property(clock, pause, (facts, more) => {
        const now = at(60_000)
        const before = read({ ...facts, now }).dueAt
        expect(read({ ...facts, now, pauses: [...facts.pauses, more] }).dueAt >= before).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

test.each<[string, object, string]>([
  ['startedAt', { startedAt: '2024-06-10' }, 'instant.invalid'],
  ['now', { now: 'now' }, 'instant.invalid'],
  ['budgetMinutes', { budgetMinutes: 0 }, 'number.out-of-range'],
  ['budgetMinutes', { budgetMinutes: 1.5 }, 'number.invalid'],
  ['country', { country: 'DK' }, 'calendar.unknown-country'],
  ['hours', { hours: { opens: '16:00', closes: '08:00' } }, 'hours.invalid'],
  ['hours', { hours: { opens: '8:00', closes: '16:00' } }, 'hours.invalid'],
  ['hours', { hours: 'always' }, 'input.invalid'],
  ['pauses', { pauses: null }, 'list.invalid'],
  ['pauses', { pauses: [aPause('2024-06-10T10:00:00Z', '2024-06-10T09:00:00Z')] }, 'instant.end-before-start'],
  ['pauses', { pauses: [{ ...aPause('2024-06-10T10:00:00Z', null), reason: 'lunch' }] }, 'choice.invalid'],
])('bad %s is refused: %o', (field, over, code) => {
  expect(() => readClock({ ...aClock(), ...over })).toThrow(expect.objectContaining({ field, code }))
})

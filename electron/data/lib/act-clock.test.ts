import { expect, test } from 'vitest'
import { localProfile, registered } from '#test/support/local-profile.ts'
import { createActClock } from './act-clock.ts'

const at = (iso: string) => Date.parse(iso)

test('act times follow the device clock and what was learned, and never stand still or go back', () => {
  let nowMs = at('2026-03-10T09:00:00.000Z')
  const profile = localProfile()
  const acts = createActClock(profile.db, { nowMs: () => nowMs, given: false })
  profile.db.run('update sync_state set offset_ms = 1500')
  expect(acts.next()).toBe('2026-03-10T09:00:01.500Z')
  expect(acts.next()).toBe('2026-03-10T09:00:01.501Z')
  nowMs -= 3_600_000
  expect(acts.next()).toBe('2026-03-10T09:00:01.502Z')
  profile.db.run(`update sync_state set contact_at = '2026-03-10T10:00:00.000Z'`)
  expect(acts.next()).toBe('2026-03-10T10:00:00.000Z')
})

test('a given clock is nobody else’s: nothing is learned from the backend', () => {
  const profile = localProfile()
  profile.db.run(`update sync_state set offset_ms = 99999, contact_at = '2030-01-01T00:00:00.000Z'`)
  const acts = createActClock(profile.db, { nowMs: () => at('2026-03-10T09:00:00.000Z'), given: true })
  expect(acts.next()).toBe('2026-03-10T09:00:00.000Z')
})

test('after a restart with the clock set back the next act is later than the last', () => {
  const profile = localProfile({ clock: { nowMs: () => at('2026-03-10T09:00:00.000Z'), given: false } })
  registered(profile)
  const acts = createActClock(profile.db, { nowMs: () => at('2026-03-10T08:00:00.000Z'), given: false })
  expect(acts.next()).toBe('2026-03-10T09:00:00.001Z')
})

test('acts made by a clock that ran ahead do not drag what follows, once a contact has told the time', () => {
  let nowMs = at('2026-03-10T14:00:00.000Z')
  const profile = localProfile()
  const acts = createActClock(profile.db, { nowMs: () => nowMs, given: false })
  expect(acts.next()).toBe('2026-03-10T14:00:00.000Z')
  nowMs = at('2026-03-10T09:30:00.000Z')
  expect(acts.next()).toBe('2026-03-10T14:00:00.001Z')
  profile.db.run(`update sync_state set contact_at = '2026-03-10T09:30:00.000Z'`)
  expect(acts.next()).toBe('2026-03-10T09:30:00.000Z')
  expect(acts.next()).toBe('2026-03-10T09:30:00.001Z')
})

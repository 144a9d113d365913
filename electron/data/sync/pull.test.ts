import { expect, test } from 'vitest'
import { markAccepted, markSent, pendingById } from '#db/outbox.ts'
import { listConflicts } from '#db/queries/conflicts.ts'
import { readRow } from '#db/rows.ts'
import type { ChangeEvent } from '#shared/contract/contract.ts'
import type { PulledRow } from '#shared/sync/wire.ts'
import { aCase } from '#test/support/case-rows.ts'
import { answered, done, JUST_NOW, localProfile, page, registered } from '#test/support/local-profile.ts'
import { allRows } from '#test/support/table-rows.ts'
import type { Profile } from '../profile.ts'
import { applyPage } from './pull.ts'
import { nextBatch, startPush } from './push.ts'

const pulledCase = (more: Parameters<typeof aCase>[0]): PulledRow => {
  const row = aCase(more)
  return { table: 'serviceCase', id: row.id, row: row }
}

test('law 1: a pull that meets nothing pending decides nothing again', () => {
  const profile = localProfile()
  const caseId = registered(profile)
  done(profile, 'case.note', { caseId, text: 'x' })
  profile.decisions = 0
  applyPage(profile, page([pulledCase({})], 1), JUST_NOW)
  expect(profile.decisions).toBe(0)
  expect(profile.db.value('select count(*) from outbox')).toBe(2)
})

test('law 2: what is pending on a pulled row is decided again on top of it', () => {
  const profile = localProfile()
  const row = aCase({ serviceLocation: 'Gate A' })
  applyPage(profile, page([{ table: 'serviceCase', id: row.id, row: row }], 1), JUST_NOW)
  done(profile, 'case.edit', { caseId: row.id, field: 'mobile', from: row.mobile, to: '+4799999999' })
  const theirs = { ...row, serviceLocation: 'Gate B' }
  applyPage(profile, page([{ table: 'serviceCase', id: row.id, row: theirs }], 2), JUST_NOW)
  expect(readRow(profile.db, 'serviceCase', row.id)).toMatchObject({ serviceLocation: 'Gate B', mobile: '+4799999999' })
})

test('law 5: an accepted command stays until a pull reaches its position, and then leaves its rows to the backend', () => {
  const profile = localProfile()
  const caseId = registered(profile)
  const note = done(profile, 'case.note', { caseId, text: 'x' })
  const before = allRows(profile.db)
  const sent = profile.db.all<{ id: string }>('select id from outbox order by ord')
  markAccepted(
    profile.db,
    sent.map(({ id }, i) => ({ id, position: 10 + i })),
  )
  const rows: PulledRow[] = [
    { table: 'serviceCase', id: caseId, row: readRow(profile.db, 'serviceCase', caseId) ?? null },
    ...profile.db.all<{ id: string }>('select id from timeline_entry').map(({ id }) => ({
      table: 'timelineEntry' as const,
      id,
      row: readRow(profile.db, 'timelineEntry', id) ?? null,
    })),
  ]
  applyPage(profile, page([], 9), JUST_NOW)
  expect(pendingById(profile.db, note)?.status).toBe('accepted')
  expect(allRows(profile.db)).toEqual(before)
  applyPage(profile, page(rows, 11), JUST_NOW)
  expect(pendingById(profile.db, note)).toBeUndefined()
  expect(allRows(profile.db)).toEqual(before)
  for (const table of ['touch', 'base_row']) expect(profile.db.value(`select count(*) from ${table}`)).toBe(0)
  expect(profile.db.value('select count(*) from acknowledged')).toBe(2)
})

test('an own edit that comes back as it was decided here is not written again', () => {
  const profile = localProfile()
  const row = aCase()
  applyPage(profile, page([{ table: 'serviceCase', id: row.id, row }], 1), JUST_NOW)
  const edit = done(profile, 'case.edit', { caseId: row.id, field: 'mobile', from: row.mobile, to: '+4799999999' })
  markAccepted(profile.db, [{ id: edit, position: 2 }])
  const ours = readRow(profile.db, 'serviceCase', row.id) ?? null
  profile.db.run(
    `create trigger written after update of mobile on service_case begin select raise(fail, 'written'); end`,
  )
  applyPage(profile, page([{ table: 'serviceCase', id: row.id, row: ours }], 2), JUST_NOW)
  expect(readRow(profile.db, 'serviceCase', row.id)).toEqual(ours)
  for (const table of ['outbox', 'touch', 'base_row']) expect(profile.db.value(`select count(*) from ${table}`)).toBe(0)
})

test('law 6: 2,000 pending commands and 40 pulls decide again what the pulls meet, and no more', () => {
  const profile = localProfile()
  const cases = Array.from({ length: 1000 }, () => registered(profile))
  for (const caseId of cases) done(profile, 'case.note', { caseId, text: 'x' })
  profile.decisions = 0
  for (let pull = 0; pull < 40; pull++) {
    const met = cases.slice(pull * 10, pull * 10 + 10).map((id) => pulledCase({ id, number: null }))
    const others = Array.from({ length: 40 }, () => pulledCase({}))
    applyPage(profile, page([...met, ...others], pull + 1), JUST_NOW)
  }
  // 400 cases were met once; on each a registration and a note are pending.
  expect(profile.decisions).toBe(800)
}, 60_000)

test('what was acknowledged is kept for a restored backend by the backend’s time, whatever the clock of the device says', () => {
  let ahead = 0
  const clock = { nowMs: () => Date.now() + ahead, given: false }
  const profile = localProfile({ clock })
  const kept = () => profile.db.value<number>('select count(*) from acknowledged')
  const hear = (position: number, serverMs = Date.now()) => {
    registered(profile)
    answered(profile, { position })
    const contact = { askedAtMs: clock.nowMs(), answeredAtMs: clock.nowMs() }
    applyPage(profile, page([], position, { serverTime: new Date(serverMs).toISOString() }), contact)
  }
  const day = 24 * 3_600_000
  hear(11)
  ahead = 400 * day
  hear(12)
  ahead = -400 * day
  hear(13)
  expect(kept()).toBe(3)
  hear(14, Date.now() + 15 * day)
  expect(kept()).toBe(1)
})

test('a contact that shows the clock to have been changed is seen on what is pending: its act time is to be confirmed', () => {
  const profile = localProfile()
  const at = (serverMs: number) => {
    const here = Date.now()
    const contact = { askedAtMs: here, answeredAtMs: here }
    applyPage(profile, page([], 1, { serverTime: new Date(serverMs).toISOString() }), contact)
  }
  at(Date.now())
  const caseId = registered(profile)
  expect(readRow(profile.db, 'serviceCase', caseId)?.unconfirmedActs).toBeNull()
  at(Date.now() - 2 * 3_600_000)
  expect(readRow(profile.db, 'serviceCase', caseId)?.unconfirmedActs).toMatchObject([{ of: 'report' }])
})

test('a page of another epoch tells the time as any other does', () => {
  const profile = localProfile()
  applyPage(profile, page([], 1), JUST_NOW)
  const serverTime = new Date(JUST_NOW.askedAtMs + 3_600_000).toISOString()
  applyPage(profile, page([], 1, { epoch: '0198aaaa-0000-7000-8000-0000000000ee', serverTime }), JUST_NOW)
  expect(profile.db.value('select offset_ms from sync_state')).toBe(3_600_000)
})

test('only what is different afterwards is told', async () => {
  const profile = localProfile()
  const stop = new AbortController()
  const told: ChangeEvent[] = []
  const listening = (async () => {
    for await (const event of profile.events.subscribe(stop.signal)) told.push(event)
  })()
  const same = aCase()
  const other = aCase()
  const rows = (location: string): PulledRow[] => [
    { table: 'serviceCase', id: same.id, row: same },
    { table: 'serviceCase', id: other.id, row: { ...other, serviceLocation: location } },
  ]
  applyPage(profile, page(rows('A'), 1), JUST_NOW)
  registered(profile) // something is pending, so that the page is compared
  await new Promise((resolve) => setTimeout(resolve, 120))
  told.length = 0
  applyPage(profile, page(rows('B'), 2), JUST_NOW)
  await new Promise((resolve) => setTimeout(resolve, 120))
  stop.abort()
  await listening
  expect(told).toEqual([{ kind: 'rows', tables: ['serviceCase'], caseIds: [other.id] }])
})

/** A warranty decision whose handler crashes with every page that `crash` brings. */
function crashing(profile: Profile) {
  const row = aCase({ state: 'diagnosing' })
  const bring = (registeredAt: string, next: number) =>
    applyPage(profile, page([{ table: 'serviceCase', id: row.id, row: { ...row, registeredAt } }], next), JUST_NOW)
  bring(row.registeredAt, 1)
  const decide = done(profile, 'warranty.decide', {
    caseId: row.id,
    product: 'mac',
    purchasedOn: '2024-05-02',
    soldByUs: true,
    usedIn: 'NO',
    damage: [],
    inStock: false,
    expects: { decisionId: null },
  })
  // A row that no rule was made for: its instant is none.
  const crash = (times: number) => {
    for (let nth = 1; nth <= times; nth++) bring('2026-02-30T25:00:00.000Z', nth + 1)
  }
  return { caseId: row.id, decide, crash }
}

test('a command whose handler crashes three times is set aside; the others go on (command.crashed)', () => {
  const profile = localProfile()
  const { caseId, decide, crash } = crashing(profile)
  const note = done(profile, 'case.note', { caseId, text: 'x' })
  crash(3)
  expect(listConflicts(profile.db)).toMatchObject([{ id: decide, error: { code: 'command.crashed' } }])
  expect(pendingById(profile.db, note)?.status).toBe('queued')
  const { refused } = startPush(profile, nextBatch(profile, 10, new Set()), null)
  expect(refused).toMatchObject([{ command: { id: decide }, error: { code: 'command.crashed' } }])
})

test('a command that may have arrived is not set aside for a crash here: what the backend says of it counts', () => {
  const profile = localProfile()
  const { decide, crash } = crashing(profile)
  markSent(profile.db, [pendingById(profile.db, decide)?.ord ?? 0])
  crash(3)
  expect(listConflicts(profile.db)).toEqual([])
  expect(pendingById(profile.db, decide)?.status).toBe('sent')
})

test('a row that leaves the scope goes, and what is pending on it is for the backend to decide', () => {
  const profile = localProfile()
  const row = aCase()
  applyPage(profile, page([{ table: 'serviceCase', id: row.id, row: row }], 1), JUST_NOW)
  const note = done(profile, 'case.note', { caseId: row.id, text: 'x' })
  applyPage(profile, page([{ table: 'serviceCase', id: row.id, row: null }], 2), JUST_NOW)
  expect(readRow(profile.db, 'serviceCase', row.id)).toBeUndefined()
  expect(pendingById(profile.db, note)).toMatchObject({ status: 'queued', refusal: null })
})

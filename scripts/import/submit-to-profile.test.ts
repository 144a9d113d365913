import { v7 as uuidV7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { allPending, touchesOf } from '#db/outbox.ts'
import { searchCases } from '#db/queries/search.ts'
import type { Profile } from '#electron/data/profile.ts'
import { commitCommand, madeNow } from '#electron/data/services/submit-command.ts'
import { undoCommand } from '#electron/data/services/undo-command.ts'
import { localProfile } from '#test/support/local-profile.ts'
import { submitToProfile } from './submit-to-profile.ts'
import type { Registration } from './to-registration.ts'

let profile: Profile
beforeEach(() => {
  profile = localProfile()
})
afterEach(() => profile.db.close())

const registration = (more: Partial<Registration['args']> = {}): Registration => ({
  commandId: uuidV7(),
  args: {
    caseId: uuidV7(),
    number: null,
    localRef: null,
    contract: 'SA0011807',
    channel: 'web',
    contactName: 'Åse Nordmann',
    mobile: '+4741234567',
    phone: null,
    email: null,
    serviceLocation: 'Storgata 1, 0155 Oslo',
    customerRef: null,
    orderNo: null,
    invoiceNo: null,
    productName: 'MacBook Pro',
    serialNo: 'C02XK1JXJGH5',
    faultDescription: 'Skjermen er svart',
    product: 'mac',
    purchasedOn: null,
    soldByUs: false,
    usedIn: 'NO',
    customerId: null,
    unitId: null,
    ownerId: null,
    hasPasscode: false,
    assumed: [],
    source: `file:${uuidV7()}`,
    reportedAt: null,
    ...more,
  },
})
const kinds = (batch: readonly Registration[]) => submitToProfile(profile, batch).map(({ kind }) => kind)
const found = (text: string) => searchCases(profile.db, { text, limit: 20, after: null, isLate: () => false }).hits
const unassigned = () => profile.db.value<number>(`select n from queue_count where bucket = 'owner:'`) ?? 0

test('rows of a batch are in the outbox, counted and found, each with its history', () => {
  expect(kinds([registration(), registration({ serialNo: 'FVF777' })])).toEqual(['accepted', 'accepted'])
  expect(allPending(profile.db).map(({ status, envelope }) => [status, envelope.name])).toEqual([
    ['queued', 'case.register'],
    ['queued', 'case.register'],
  ])
  expect([unassigned(), found('svart').length, found('vf77').length]).toEqual([2, 2, 1])
  expect(profile.db.value('select count(*) from timeline_entry')).toBe(2)
})

test('a refused row says why and leaves nothing behind, those around it stay (INTAKE-REQ)', () => {
  const batch = [registration(), registration({ faultDescription: ' ' }), registration()]
  const answers = submitToProfile(profile, batch)
  expect(answers.map(({ kind }) => kind)).toEqual(['accepted', 'refused', 'accepted'])
  expect(answers[1]).toMatchObject({ error: { code: 'input.missing', field: 'faultDescription' } })
  expect(allPending(profile.db).map(({ envelope }) => envelope.id)).toEqual([batch[0]?.commandId, batch[2]?.commandId])
  expect(profile.db.value('select count(*) from touch where ord not in (select ord from outbox)')).toBe(0)
})

test('the same row again adds nothing; another row on the same case is refused, in one batch or in two (SOS-2)', () => {
  const one = registration()
  const other = registration({ caseId: one.args.caseId })
  expect(kinds([one, { ...one, commandId: uuidV7() }, other])).toEqual(['accepted', 'repeated', 'refused'])
  expect(kinds([one, other])).toEqual(['repeated', 'refused'])
  expect(unassigned()).toBe(1)
})

test('an imported case that was not sent can be taken back', () => {
  const one = registration()
  submitToProfile(profile, [one, registration()])
  undoCommand(profile, one.commandId)
  expect([unassigned(), found('svart').length, allPending(profile.db).length]).toEqual([1, 1, 1])
})

test('a row that only the backend can decide is in the outbox once, however often it comes', () => {
  profile.db.run('delete from agreement')
  profile.db.run('update sync_state set filled = 0')
  const one = registration()
  expect(kinds([one])).toEqual(['accepted'])
  expect(kinds([one, registration()])).toEqual(['repeated', 'accepted'])
  expect(allPending(profile.db)).toHaveLength(2)
  expect(profile.db.value('select count(*) from service_case')).toBe(0)
})

test('what a command has to do with is kept as it is when commands are made one by one', () => {
  const one = registration()
  const other = localProfile()
  submitToProfile(profile, [one])
  other.db.transaction(() =>
    commitCommand(other, { name: 'case.register', args: one.args }, { ...madeNow(other), id: one.commandId }),
  )
  const touches = ({ db }: Profile) => [
    db.all('select name, kind from touch order by name'),
    touchesOf(db, allPending(db)[0]?.ord ?? 0),
  ]
  expect(touches(profile)).toEqual(touches(other))
  expect(touches(profile)[0]).toHaveLength(4)
  other.db.close()
})

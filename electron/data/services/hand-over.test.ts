import { join } from 'node:path'
import { expect, test } from 'vitest'
import { v7 as uuidV7 } from 'uuid'
import { allPending, toLog } from '#db/outbox.ts'
import { readRemains } from '#db/remains.ts'
import { ok } from '#shared/lib/result.ts'
import type { HandOverRequest } from '#shared/sync/quarantine.ts'
import { answered, done, localProfile, registered } from '#test/support/local-profile.ts'
import { tempFolder } from '#test/support/temp-folder.ts'
import type { Profile } from '../profile.ts'
import { handOverAll } from './hand-over.ts'
import { importOutbox, toExport } from './outbox-export.ts'
import { discardConflict } from './resolve-conflict.ts'
import { undoCommand } from './undo-command.ts'

/** A note that was refused and whose person chose the other side, and one that is to be sent. */
function givenUpOn(profile: Profile): [dropped: string, stands: string] {
  const caseId = registered(profile)
  const dropped = done(profile, 'case.note', { caseId, text: 'Avslått' })
  answered(profile, { refuse: [dropped] })
  discardConflict(profile, dropped)
  return [dropped, done(profile, 'case.note', { caseId, text: 'Står' })]
}

/** What the device says. */
async function requestsOf(
  profile: Profile,
  asked: () => void = () => {},
  epochOf: (request: number) => string | undefined = () => undefined,
): Promise<HandOverRequest[]> {
  const requests: HandOverRequest[] = []
  const handOver = async (request: HandOverRequest) => {
    const epoch = epochOf(requests.push(request))
    asked()
    return ok({ kept: 0, ...(epoch !== undefined && { epoch }) })
  }
  const proof = { refreshToken: 'r'.repeat(20) }
  await handOverAll(profile, { handOver, list: async () => ok({ items: [] }), settle: async () => ok(null) }, proof)
  return requests
}

/** What it says in its one request. */
async function handedOver(profile: Profile): Promise<HandOverRequest | undefined> {
  const requests = await requestsOf(profile)
  expect(requests).toHaveLength(1)
  return requests[0]
}

const idsIn = (requests: readonly HandOverRequest[]): string[] =>
  requests.flatMap(({ commands }) => commands.map(({ id }) => id))

test('what is saved while a device hands over is handed over too', async () => {
  const profile = localProfile()
  const caseId = registered(profile)
  const first = allPending(profile.db).map(({ envelope }) => envelope.id)
  const later: string[] = []
  const requests = await requestsOf(profile, () => {
    if (later.length === 0) later.push(done(profile, 'case.note', { caseId, text: 'Imens' }))
  })
  expect(idsIn(requests)).toEqual([...first, ...later])
})

test('what is being handed over is not taken back without a trace (undo.too-late)', async () => {
  const profile = localProfile()
  const caseId = registered(profile)
  const note = done(profile, 'case.note', { caseId, text: 'Sendt' })
  let answer: unknown
  await requestsOf(profile, () => {
    answer ??= undoCommand(profile, note)
  })
  expect(answer).toMatchObject({ ok: false, error: { code: 'undo.too-late' } })
  expect(allPending(profile.db).map(({ envelope }) => envelope.id)).toContain(note)
})

test('a restored backend is given what it had accepted before', async () => {
  const profile = localProfile()
  registered(profile)
  const ids = allPending(profile.db).map(({ envelope }) => envelope.id)
  const [before, after] = [uuidV7(), uuidV7()]
  profile.db.run('update sync_state set epoch = ? where one = 1', before)
  profile.db.run(`insert into acknowledged (ord, id, name, version, args, act_at, case_id, acknowledged_at)
    select ord, id, name, version, args, act_at, case_id, act_at from outbox`)
  profile.db.run('delete from outbox')
  expect(idsIn(await requestsOf(profile, undefined, () => before))).toEqual([])
  expect(idsIn(await requestsOf(profile, undefined, () => after))).toEqual(ids)
})

test('a backend that is restored in the midst of it is given all of it', async () => {
  const profile = localProfile()
  const caseId = registered(profile)
  const first = allPending(profile.db).map(({ envelope }) => envelope.id)
  const later: string[] = []
  const [before, after] = [uuidV7(), uuidV7()]
  const requests = await requestsOf(
    profile,
    () => {
      if (later.length === 0) later.push(done(profile, 'case.note', { caseId, text: 'Imens' }))
    },
    (request) => (request === 1 ? before : after),
  )
  expect(requests.map((request) => idsIn([request]))).toEqual([first, later, first])
})

test('what was given up is handed over as that, and not as work to be done', async () => {
  const profile = localProfile()
  const [dropped, note] = givenUpOn(profile)
  const given = await handedOver(profile)
  expect(given?.commands.map(({ id }) => id)).toContain(note)
  expect(given?.commands.map(({ id }) => id)).not.toContain(dropped)
  expect(given?.givenUp.map(({ id }) => id)).toEqual([dropped])
})

test('what was given up is exported, and not carried out where it is taken in', () => {
  const file = join(tempFolder('export').path, 'profile.sqlite')
  const profile = localProfile({ file })
  const [dropped, note] = givenUpOn(profile)
  profile.db.close()
  const other = localProfile()
  importOutbox(other, toExport(readRemains(file), profile.user.id, new Date().toISOString()))
  expect(toLog(other.db, 10).map(({ envelope }) => envelope.id)).toEqual([dropped])
  const carriedOut = allPending(other.db).filter(({ status }) => status === 'queued')
  expect(carriedOut.map(({ envelope }) => envelope.id)).toContain(note)
  expect(carriedOut.map(({ envelope }) => envelope.id)).not.toContain(dropped)
})

test('a conflict is handed over with its passcode, and what was refused with it as a conflict too (INTAKE-SECRET)', async () => {
  const profile = localProfile()
  const caseId = registered(profile, '4711')
  const note = done(profile, 'case.note', { caseId, text: 'Ring før ni' })
  const [registration = '', ...others] = allPending(profile.db).map(({ envelope }) => envelope.id)
  expect(others).toEqual([note])
  answered(profile, { refuse: [registration, note] })
  const given = await handedOver(profile)
  expect(given?.commands).toEqual([])
  expect(given?.conflicts.map(({ command }) => command.id)).toEqual([registration, note])
  expect(given?.passcodes).toEqual([{ commandId: registration, caseId, passcode: '4711' }])
})

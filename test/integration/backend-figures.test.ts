import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Backend } from '#backend/start.ts'
import { command, Desk, intake, startNode } from '#test/support/backend-node.ts'
import { eventually } from '#test/support/bounded.ts'
import { freshDatabase } from '#test/support/postgres.ts'

/** What a person told, did or is known by; none of it belongs in a log or in figures. */
const PERSONAL = {
  contactName: 'Torbjørg Kvikne-Aasland',
  mobile: '+4741233210',
  email: 'torbjorg.kvikne@firma.example',
  serviceLocation: 'Gråbeinveien 117, 9990 Båtsfjord',
  serialNo: 'C02ZQ7XKLVDQ',
  faultDescription: 'Kaffe i tastaturet etter en krangel',
}
const PASSCODE = '739184-hemmelig'
const NOTE = 'Ring etter klokka fire, hun er på dialyse'

let node: Backend
let desk: Desk
let before: string
const log: string[] = []

beforeAll(async () => {
  node = await startNode(await freshDatabase(), { log, logLevel: 'trace' })
  desk = await Desk.signIn(node.url)
  before = await (await fetch(`${node.url}/metrics`)).text()
  const args = intake({ ...PERSONAL, hasPasscode: true })
  const register = command('case.register', args)
  await desk.push([register], [{ commandId: register.id, caseId: args.caseId, passcode: PASSCODE }])
  await desk.push([
    command('case.note', { caseId: args.caseId, text: NOTE }),
    command('case.note', { caseId: args.caseId, text: `${NOTE}\u0000` }),
    { ...command('case.note', { caseId: args.caseId, text: NOTE }), name: `x-${PERSONAL.contactName}`.slice(0, 60) },
  ])
  await desk.pull()
  await desk.post('/v1/passcode', {
    commandId: command('case.note', { caseId: args.caseId, text: '' }).id,
    caseId: args.caseId,
    deviceId: desk.deviceId,
    actAt: new Date().toISOString(),
  })
  // What fails is logged most: a wrong password, a wrong body, an address that holds what was looked for, a broken token.
  await desk.post('/v1/session', { username: 'kari', password: 'feil-passord-1', deviceId: desk.deviceId })
  await desk.post('/v1/push', { protocol: 1, deviceId: desk.deviceId, commands: [{ name: PERSONAL.contactName }] })
  await desk.ask(`/v1/nowhere/${encodeURIComponent(PERSONAL.mobile)}?name=${encodeURIComponent(PERSONAL.email)}`)
  await desk.post('/v1/session/refresh', { refreshToken: desk.refreshToken, deviceId: desk.deviceId })
})
afterAll(() => node.stop())

const secretsAndPeople = () => [
  ...Object.values(PERSONAL),
  PASSCODE,
  NOTE,
  'feil-passord-1',
  'skranke-demo',
  'kari',
  'Kari',
  desk.token,
  desk.refreshToken,
]

test('@rule INTAKE-SECRET a whole story leaves nothing in the log that tells of a person', () => {
  const text = log.join('\n')
  const lines = log.map((line) => JSON.parse(line) as { route?: string; status?: number })
  expect(lines.find(({ route, status }) => route === '/v1/push' && status === 200)).toBeDefined()
  expect(lines.find(({ status }) => status === 404)).toBeDefined()
  expect(secretsAndPeople().filter((each) => text.includes(each) || text.includes(encodeURIComponent(each)))).toEqual(
    [],
  )
})

test('the figures count commands by name and outcome, rows, groups, connections and who listens, and name nobody', async () => {
  const stop = new AbortController()
  await fetch(`${node.url}/v1/live`, { headers: { authorization: `Bearer ${desk.token}` }, signal: stop.signal })
  const answer = await fetch(`${node.url}/metrics`)
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain/)
  const text = await answer.text()
  const figure = (name: string, of = text) =>
    Number(new RegExp(`^${name.replaceAll(/[{}]/g, '\\$&')} ([\\d.e+-]+)$`, 'm').exec(of)?.[1] ?? 0)
  const more = (name: string) => figure(name) - figure(name, before)
  expect(more('skranke_commands_total{name="case.note",outcome="accepted"}')).toBe(1)
  expect(more('skranke_commands_total{name="case.note",outcome="input.invalid"}')).toBe(1)
  expect(more('skranke_commands_total{name="unknown",outcome="command.unknown"}')).toBe(1)
  expect(figure('skranke_pull_rows_total')).toBeGreaterThan(100)
  expect(figure('skranke_live_clients')).toBe(1)
  expect(figure('skranke_pool_connections{state="waiting"}')).toBe(0)
  for (const name of ['skranke_decide_seconds', 'skranke_decide_group_size', 'skranke_sequencer_wait_seconds'])
    expect(figure(`${name}_count`)).toBeGreaterThan(0)
  expect(figure('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0)
  expect(secretsAndPeople().filter((each) => text.includes(each))).toEqual([])
  stop.abort()
  await eventually('the listener to be gone', async () =>
    (await (await fetch(`${node.url}/metrics`)).text()).includes('skranke_live_clients 0') ? true : undefined,
  )
})

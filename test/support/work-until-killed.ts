/**
 * The data process by its own entry, and somebody at its window who works as fast as it answers: `FOLDER MIGRATIONS BACKEND SEED`.
 * Begins at the first line that it is sent. Names each act in a line of JSON (`NAMED`) once it was said to be saved, until it is killed;
 * told "finish", it waits until everything is sent and here, and ends as the app does.
 */
import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { createRandom } from '#backend/demo/random.ts'
import type { Contract } from '#shared/contract/contract.ts'
import type { FromData, ToData } from '#shared/contract/process-messages.ts'
import { NAMED, type Saved } from './kill-device-saved.ts'

const PERSON = { username: 'kari', password: 'skranke-demo' }
/** Now and then somebody looks around before they go on. */
const LOOK_EVERY = 12
const MONEY = ['fee.charge', 'fee.waive'] as const
const [userData = '', migrations = '', backend = '', seed = '0'] = process.argv.slice(2)
const random = createRandom(Number(seed))
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()

/** As the main process is for it: hands over ports and keeps what is sealed. */
type Heard = (event: { readonly data: ToData; readonly ports: readonly MessagePort[] }) => void
let hear: Heard = () => {}
const tell = (data: ToData, ports: readonly MessagePort[] = []): void => hear({ data, ports })
const parentPort = {
  on: (_kind: 'message', listener: Heard) => {
    hear = listener
  },
  postMessage: (message: FromData) => {
    if (message.type === 'failed') throw new Error(`${message.code} ${message.detail}`)
    if (message.type !== 'seal' && message.type !== 'unseal') return
    const value =
      message.type === 'seal'
        ? Buffer.from(message.text).toString('base64')
        : Buffer.from(message.sealed, 'base64').toString()
    setImmediate(() => tell({ type: 'answer', id: message.id, value }))
  },
}
Object.assign(process, { parentPort })
await import('#electron/data/index.ts')
await lines.next()

tell({ type: 'config', config: { userData, migrations, release: false, clock: null } })
tell({ type: 'backend', url: backend })
const { port1, port2 } = new MessageChannel()
tell({ type: 'window' }, [port1])
const client: ContractRouterClient<Contract> = createORPCClient(new RPCLink({ port: port2 }))
port2.start()

const told = new AbortController()
void lines.next().then(() => told.abort())
await signIn()
for (let nth = 1; !told.signal.aborted; nth++) {
  if (nth % LOOK_EVERY === 0 && (await client.sync.status()).needsSignIn) await signIn()
  await act(`${seed}/${nth}`)
  await sleep(random.between(0, 8))
}
const toldAt = new Date().toISOString()
for (;;) {
  const { state, waiting, needsSignIn, lastPullAt } = await client.sync.status()
  if (state === 'live' && waiting === 0 && lastPullAt !== null && lastPullAt > toldAt) break
  if (needsSignIn) await signIn()
  await client.sync.now({})
  await sleep(50)
}
tell({ type: 'close' })

async function signIn(): Promise<void> {
  const isSignedIn = async (): Promise<boolean> =>
    (await client.session.current()).user !== null && !(await client.sync.status()).needsSignIn
  while (!(await isSignedIn()) && !(await client.session.signIn(PERSON)).ok) await sleep(100)
}

/** A new case, or a change of one that is at hand. */
async function act(mark: string): Promise<void> {
  const { items } = await client.queue.list({ queue: 'mine', sort: 'newest', limit: 10 })
  const item = items.length < 3 || random.chance(0.2) ? undefined : random.pick(items)
  if (item === undefined) {
    const args = {
      contract: 'SA0009858',
      contactName: 'Ole',
      mobile: '+4740010000',
      serviceLocation: 'Oslo',
      productName: 'Skriver',
      faultDescription: mark,
    }
    const answer = await client.commands.register({ args, passcode: random.chance(0.2) ? '4711' : null })
    if (!answer.ok) throw new Error(`not registered: ${answer.error.code}`)
    return name({ id: answer.value.commandId, caseId: answer.value.caseId, mark })
  }
  const view = await client.cases.get({ caseId: item.id })
  if (view === null) return // left meanwhile
  const { serviceCase } = view
  const fee = { amount: 45_000, reason: mark }
  // Of money more than anything else: a colleague charges and waives it too, and only one can.
  const change = random.pick([
    { name: 'case.note', args: { text: mark } },
    { name: 'case.edit', args: { field: 'faultDescription', from: serviceCase.faultDescription, to: mark } },
    ...[...MONEY, ...MONEY].map((name) => ({ name, args: fee })),
  ] as const)
  const answer = await client.commands.submit({ name: change.name, args: { caseId: item.id, ...change.args } })
  if (answer.ok) name({ id: answer.value.commandId, caseId: item.id, mark })
}

function name(saved: Saved): void {
  writeSync(NAMED, `${JSON.stringify(saved)}\n`)
}

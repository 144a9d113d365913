/** An RxDB in memory that fills itself and then sends edits: `node rxdb-client.ts PACKAGES URL FOLDER EDITS`. Says what it took. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { newestOpen } from './newest-open.ts'

const [packages = '', url = '', , edits = '0'] = process.argv.slice(2)
const load = createRequire(join(packages, 'package.json'))
const { createRxDatabase } = load('rxdb/plugins/core')
const { replicateRxCollection } = load('rxdb/plugins/replication')
const { getRxStorageMemory } = load('rxdb/plugins/storage-memory')

type Case = { readonly id: string; readonly state: string; readonly registeredAt: string }
const BATCH = 1_000
/** The server gives all that changed in one answer. */
const ALL = 1_000_000
const text = (maxLength: number) => ({ type: 'string', maxLength })
const database = await createRxDatabase({ name: 'device', storage: getRxStorageMemory(), multiInstance: false })
const { cases } = await database.addCollections({
  cases: {
    schema: {
      version: 0,
      primaryKey: 'id',
      type: 'object',
      properties: {
        id: text(36),
        state: text(20),
        number: { type: 'number', minimum: 0, maximum: 9_999_999, multipleOf: 1 },
      },
      required: ['id', 'state', 'number'],
      indexes: ['state', 'number'],
    },
  },
})

/** Once: what changed there comes, what changed here goes. */
async function sync(): Promise<void> {
  const replication = replicateRxCollection({
    collection: cases,
    replicationIdentifier: 'bench',
    live: false,
    pull: { batchSize: ALL, handler: pulled },
    push: { batchSize: BATCH, handler: pushed },
  })
  replication.error$.subscribe((error: Error) => {
    throw error
  })
  await replication.awaitInitialReplication()
}
async function pulled(checkpoint: { timestamp: number } | undefined) {
  const { changes, timestamp } = await (await fetch(`${url}/pull?since=${checkpoint?.timestamp ?? 0}`)).json()
  return { documents: [...changes.cases.created, ...changes.cases.updated], checkpoint: { timestamp } }
}
async function pushed(rows: { newDocumentState: Case }[]): Promise<[]> {
  const changes = { cases: { created: [], updated: rows.map(({ newDocumentState }) => newDocumentState) } }
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${url}/push`, { method: 'POST', headers, body: JSON.stringify({ changes }) })
  if (!answer.ok) throw new Error(`push was answered ${answer.status}`)
  return []
}

const start = performance.now()
await sync()
const fillMs = performance.now() - start
const docs = await cases.count().exec()

const rates: number[] = []
for (let round = 0; round <= 3; round++) {
  const all: { toJSON: () => Case }[] = await cases.find().exec()
  const some = newestOpen(
    all.map((one) => one.toJSON()),
    Number(edits),
  )
  await cases.bulkUpsert(some.map((one) => ({ ...one, mobile: `+474${round}` })))
  const before = performance.now()
  await sync()
  rates.push((some.length / (performance.now() - before)) * 1000)
}
process.stdout.write(`${JSON.stringify({ docs, fillMs, rates })}\n`)
process.exit(0)

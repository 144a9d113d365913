/** express-pouchdb over leveldb with the cases of a file as documents: `node pouchdb-server.ts PACKAGES LINES FOLDER`. */
import { createReadStream } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const [packages = '', lines = '', folder = ''] = process.argv.slice(2)
const load = createRequire(join(packages, 'package.json'))
const PouchDB = load('pouchdb').defaults({ prefix: `${folder}/` })
const db = new PouchDB('cases')
let batch: object[] = []
for await (const text of createInterface({ input: createReadStream(lines) })) {
  const [table, { id, ...row }] = JSON.parse(text) as [string, { id: string }]
  if (table === 'serviceCase') batch.push({ _id: id, ...row })
  if (batch.length < 2000) continue
  await db.bulkDocs(batch)
  batch = []
}
await db.bulkDocs(batch)
const app = load('express')()
app.use('/', load('express-pouchdb')(PouchDB, { mode: 'minimumForPouchDB', logPath: join(folder, 'log.txt') }))
const server = app.listen(0, '127.0.0.1', () =>
  process.stdout.write(`listening on http://127.0.0.1:${server.address().port}/cases\n`),
)
process.on('SIGTERM', () => process.exit(0))

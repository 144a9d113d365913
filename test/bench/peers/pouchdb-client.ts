/** A PouchDB on leveldb that fills itself and then sends edits: `node pouchdb-client.ts PACKAGES URL FOLDER EDITS`. Says what it took. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { newestOpen } from './newest-open.ts'

type Case = { readonly state: string; readonly registeredAt: string }

const [packages = '', url = '', folder = '', edits = '0'] = process.argv.slice(2)
const PouchDB = createRequire(join(packages, 'package.json'))('pouchdb')
const BATCH = 1_000
const local = new PouchDB(join(folder, 'device'))
const start = performance.now()
const filled = await local.replicate.from(url, { batch_size: BATCH })
const fillMs = performance.now() - start

const rates: number[] = []
for (let round = 0; round <= 3; round++) {
  const { rows } = await local.allDocs({ include_docs: true })
  const some = newestOpen(
    rows.map(({ doc }: { doc: Case }) => doc),
    Number(edits),
  )
  await local.bulkDocs(some.map((doc) => ({ ...doc, mobile: `+474${round}` })))
  const before = performance.now()
  await local.replicate.to(url, { batch_size: BATCH })
  rates.push((some.length / (performance.now() - before)) * 1000)
}
process.stdout.write(`${JSON.stringify({ docs: filled.docs_written, fillMs, rates })}\n`)
process.exit(0)

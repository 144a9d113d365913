/** A WatermelonDB that fills itself and then sends edits: `node watermelondb-client.ts PACKAGES URL FOLDER EDITS sqlite|lokijs`. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { getTableColumns } from 'drizzle-orm'
import { DERIVED } from '#db/schema/replicated.ts'
import { serviceCase } from '#db/schema/service-case.ts'

const [packages = '', url = '', folder = '', edits = '0', on = 'sqlite'] = process.argv.slice(2)
const load = createRequire(join(packages, 'package.json'))
const { Database, Model, Q, appSchema, tableSchema } = load('@nozbe/watermelondb')
const { synchronize } = load('@nozbe/watermelondb/sync')
load('@nozbe/watermelondb/utils/common/logger').default.silence()

/** The columns of a case under their names as fields; all may be absent. */
const columns = Object.entries(getTableColumns(serviceCase))
  .filter(([name]) => name !== 'id' && !(DERIVED as readonly string[]).includes(name))
  .map(([name, { dataType }]) => ({
    name,
    type: dataType === 'boolean' ? 'boolean' : dataType === 'number' ? 'number' : 'string',
    isOptional: true,
    isIndexed: name === 'state' || name === 'ownerId',
  }))
class Case extends Model {
  static table = 'cases'
}
const schema = appSchema({ version: 1, tables: [tableSchema({ name: 'cases', columns })] })
const database = new Database({ adapter: on === 'lokijs' ? inMemory() : onDisk(), modelClasses: [Case] })

function onDisk(): object {
  const SQLiteAdapter = load('@nozbe/watermelondb/adapters/sqlite').default
  return new SQLiteAdapter({ dbName: join(folder, 'device.db'), schema })
}
function inMemory(): object {
  const LokiJSAdapter = load('@nozbe/watermelondb/adapters/lokijs').default
  const { LokiMemoryAdapter } = load('lokijs')
  return new LokiJSAdapter({
    schema,
    useWebWorker: false,
    useIncrementalIndexedDB: false,
    _testLokiAdapter: new LokiMemoryAdapter(),
  })
}
const sync = (): Promise<void> =>
  synchronize({
    database,
    pullChanges: async ({ lastPulledAt }: { lastPulledAt?: number }) =>
      (await fetch(`${url}/pull?since=${lastPulledAt ?? 0}`)).json(),
    pushChanges: async ({ changes }: { changes: unknown }) => {
      const answer = await fetch(`${url}/push`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ changes }),
      })
      if (!answer.ok) throw new Error(`push was answered ${answer.status}`)
    },
  })

const start = performance.now()
await sync()
const fillMs = performance.now() - start
const cases = database.get('cases')
const docs = await cases.query().fetchCount()

/** What ours edits too. */
const newestOpen = cases.query(
  Q.where('state', Q.notIn(['closed', 'cancelled'])),
  Q.sortBy('registeredAt', Q.desc),
  Q.take(Number(edits)),
)

type Editable = {
  prepareUpdate: (change: (record: { _setRaw: (name: string, value: string) => void }) => void) => unknown
}
const rates: number[] = []
for (let round = 0; round <= 3; round++) {
  const some: Editable[] = await newestOpen.fetch()
  await database.write(() =>
    // oxlint-disable-next-line no-underscore-dangle -- the name is theirs
    database.batch(some.map((one) => one.prepareUpdate((record) => record._setRaw('mobile', `+474${round}`)))),
  )
  const before = performance.now()
  await sync()
  rates.push((some.length / (performance.now() - before)) * 1000)
}
process.stdout.write(`${JSON.stringify({ docs, fillMs, rates })}\n`)
process.exit(0)

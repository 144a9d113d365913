import { sql } from 'drizzle-orm'
import pg from 'pg'
import type { Colleague } from '#shared/domain/customer/customer.rows.ts'
import { SCHEMA_LOCK } from '../database/locks.ts'
import { after } from '../lib/clock.ts'
import { type DecideDeps, decideCommands } from '../services/deciding/decide-commands.ts'
import type { Submitted } from '../services/deciding/submitted.ts'
import { putPerson } from '../services/people/people.ts'
import { putReferenceRows, type ReferenceRow } from '../services/reference.ts'
import { makeCustomers, SHARED_AGREEMENTS } from './customers.ts'
import { DESK_PATHS, type Path, WORKSHOP_PATHS } from './paths.ts'
import { DEMO_PASSWORD, DEMO_PEOPLE } from './people.ts'
import { createRandom } from './random.ts'
import { createTeller, tellStory } from './story.ts'

const SEED = 3060

/** Fills a database that has nobody in it with people, customers and cases; one node does it, the others wait. */
export async function ensureDemoData(deps: DecideDeps, databaseUrl: string): Promise<void> {
  const turn = new pg.Client({ connectionString: databaseUrl })
  await turn.connect()
  try {
    await turn.query('select pg_advisory_lock($1)', [SCHEMA_LOCK])
    const { rows } = await deps.db.execute<{ filled: boolean }>(
      sql`select exists (select from app_user) or exists (select from meta where key = 'demo') as filled`,
    )
    if (rows[0]?.filled !== false) return
    // A start that was interrupted goes on with the instant it began at: everything gets the id it had, and nothing comes twice.
    await deps.db.execute(
      sql`insert into meta (key, value) values ('demo-begun', ${deps.clock.now().toISOString()}) on conflict do nothing`,
    )
    const begun = await deps.db.execute<{ value: string }>(sql`select value from meta where key = 'demo-begun'`)
    await fill(deps, new Date(begun.rows[0]?.value ?? ''))
    await Promise.all(Object.values(DEMO_PEOPLE).map((person) => putPerson(deps.db, person, DEMO_PASSWORD)))
    await deps.db.execute(sql`insert into meta (key, value) values ('demo', ${String(SEED)})`)
  } finally {
    await turn.end()
  }
}

async function fill(deps: DecideDeps, now: Date): Promise<void> {
  const random = createRandom(SEED)
  const customers = makeCustomers(random, now.toISOString().slice(0, 10))
  const colleagues: Colleague[] = Object.values(DEMO_PEOPLE).map(({ scope: _scope, ...colleague }) => colleague)
  const reference: ReferenceRow[] = [
    ...colleagues.map((row) => ({ table: 'colleague' as const, row })),
    ...SHARED_AGREEMENTS.map((row) => ({ table: 'agreement' as const, row })),
    ...customers.flatMap(({ row, contacts, units, agreement }): ReferenceRow[] => [
      { table: 'customer', row },
      ...(agreement ? [{ table: 'agreement' as const, row: agreement }] : []),
      ...contacts.map((contact) => ({ table: 'contact' as const, row: contact })),
      ...units.map((unit) => ({ table: 'unit' as const, row: unit.row })),
    ]),
  ]
  await putReferenceRows(deps.db, reference)

  const teller = createTeller(random, customers, now)
  const tell = (paths: readonly Path[], workshop: boolean): Submitted[] =>
    paths.flatMap((path) => Array.from({ length: path.cases }, () => tellStory(teller, path, workshop)).flat())
  const story = [...tell(WORKSHOP_PATHS, true), ...tell(DESK_PATHS, false)].sort((a, b) =>
    a.envelope.actAt < b.envelope.actAt ? -1 : 1,
  )
  const outcomes = await decideCommands(deps, story, ({ receivedAt }) => after(new Date(receivedAt), 1000))
  const refused = outcomes.filter((outcome) => outcome.status === 'refused')
  if (refused.length > 0)
    throw new Error(`${refused.length} demo commands were refused: ${JSON.stringify(refused.slice(0, 3))}`)
}

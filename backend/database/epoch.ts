import { randomUUID } from 'node:crypto'
import type pg from 'pg'

/** Blocks of case numbers that may have been leased after the backup was made are not leased again. @rule SOS-9 */
const FORGOTTEN_BLOCKS = 1_000

/**
 * The epoch names one unbroken history of positions. A restored database has forgotten some, so it gets a new one, and devices
 * fill again and send again what they keep. A restore is told by the operator (`--restored`) or seen here: a dump that was loaded
 * elsewhere has another system identifier, a recovery to a point in time and a promoted replica another timeline.
 */
export async function keepEpoch(client: pg.ClientBase, restored: boolean): Promise<string> {
  const home = await homeOf(client)
  const known = await read(client, 'epoch')
  const knownHome = await read(client, 'home')
  const moved = home !== null && knownHome !== undefined && knownHome !== home
  const epoch = known === undefined || restored || moved ? randomUUID() : known
  await write(client, 'epoch', epoch)
  if (known !== undefined && known !== epoch)
    await client.query(`select setval('case_number_block', nextval('case_number_block') + ${FORGOTTEN_BLOCKS})`)
  if (home !== null) await write(client, 'home', home)
  return epoch
}

/** The cluster and timeline that the rows live in; null where the provider does not let us ask. */
async function homeOf(client: pg.ClientBase): Promise<string | null> {
  try {
    const { rows } = await client.query<{ home: string }>(
      `select s.system_identifier || '/' || c.timeline_id || '/' || (select oid from pg_database where datname = current_database()) as home
       from pg_control_system() s, pg_control_checkpoint() c`,
    )
    return rows[0]?.home ?? null
  } catch {
    return null
  }
}

async function read(client: pg.ClientBase, key: string): Promise<string | undefined> {
  const { rows } = await client.query<{ value: string }>('select value from meta where key = $1', [key])
  return rows[0]?.value
}

async function write(client: pg.ClientBase, key: string, value: string): Promise<void> {
  await client.query(
    'insert into meta (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value where meta.value <> excluded.value',
    [key, value],
  )
}

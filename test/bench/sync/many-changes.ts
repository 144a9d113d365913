import pg from 'pg'

/**
 * Changes so many cases at the backend in one transaction, as a nightly run of reminders would: each has a position of its own, and
 * every node is told at the commit.
 * @returns the last position
 */
export async function changeManyCases(databaseUrl: string, count: number): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ position: string }>(
      `with taken as (
         update sequencer set position = position + $1 where id = 1 returning position
       ), chosen as (
         select id, row_number() over (order by id) as n from row_state where table_name = 'serviceCase' order by id limit $1
       ), changed as (
         update row_state r
         set position = taken.position - $1 + chosen.n,
             data = r.data || jsonb_build_object('reminders', (r.data->>'reminders')::int + 1)
         from chosen, taken
         where r.table_name = 'serviceCase' and r.id = chosen.id
       )
       select position, pg_notify('skranke_position', position::text) from taken`,
      [count],
    )
    return Number(rows[0]?.position)
  } finally {
    await client.end()
  }
}

import { type Db, openDb, type ReadDb } from './client.ts'

/** Tables that are this device's own: nobody can give them again. */
export const OWN_TABLES = [
  'outbox',
  'conflict',
  'acknowledged',
  'lease',
  'setting',
  'session',
  'draft',
  'local_passcode',
] as const

/** Everything that makes a file what it is, but for its rows. */
const SHAPE = `select type || ' ' || name || ' ' || coalesce(sql, '') as part from sqlite_master
  where name not like 'sqlite_%' order by 1`
const shapeOf = (db: ReadDb): string =>
  db
    .all<{ part: string }>(SHAPE)
    .map(({ part }) => part)
    .join('\n')

type Given = {
  /** A file with the rows of a whole fill and nothing else. */
  readonly file: string
  readonly epoch: string
  /** Every change up to this position is in it. */
  readonly start: number
}

/**
 * Puts a ready-made file in the place of this one, with what is the device's own copied over before. Laws:
 *  - Killed at any instant, the file is wholly the old or wholly the new one, with everything that was committed.
 *  - What pending commands made is not copied: they are taken as undecided and decided again on the rows that came.
 * False: it is of another shape, or somebody else has this file open; then nothing has changed.
 */
export function adoptFile(db: Db, migrations: string, { file, epoch, start }: Given): boolean {
  const made = openDb({ file, migrations })
  try {
    if (shapeOf(made) !== shapeOf(db)) return false
    made.run('attach ? as own', db.file)
    made.transaction(() => {
      for (const table of OWN_TABLES) {
        made.run(`delete from main.${table}`)
        made.run(`insert into main.${table} select * from own.${table}`)
      }
      made.run(`update outbox set touches = '[]'`)
      // The order of commands goes on where it was, also when the last of them has left the outbox.
      made.run('delete from main.sqlite_sequence')
      made.run('insert into main.sqlite_sequence (name, seq) select name, seq from own.sqlite_sequence')
      made.run(
        `update main.sync_state set epoch = ?, position = ?, filled = 1, bulk = 0,
         (offset_ms, contact_at, last_pull_at) = (select offset_ms, contact_at, last_pull_at from own.sync_state)`,
        epoch,
        start,
      )
    })
    made.run('detach own')
    made.value('pragma journal_mode = delete') // what is in its log goes into the file, which is then all there is
  } finally {
    made.close()
  }
  return db.replaceBy(file)
}

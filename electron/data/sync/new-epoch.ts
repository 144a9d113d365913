import { clearRows, endFill } from '#db/fill.ts'
import { ENVELOPE_COLUMNS, tellOf } from '#db/outbox.ts'
import { TABLE_NAMES } from '#shared/domain/tables.ts'
import type { RowsChanged } from '../lib/change-events.ts'
import type { Profile } from '../profile.ts'

/**
 * The backend was restored, or the person's scope is another: positions mean nothing any more. The rows go and are filled again;
 * acknowledged commands of the last fourteen days are sent again before what is pending (the backend knows those that it still
 * has by their ids, so that none of them can be taken back as if it had never been sent), and what was refused is told again,
 * whether it was answered or stands. The caller holds the transaction.
 */
export function startEpoch({ db }: Profile): RowsChanged {
  const columns = ENVELOPE_COLUMNS.replaceAll(/ as \w+/g, '')
  db.run(`create temp table again as
    select ord, ${columns}, case_id, iif(given_up, 'held', 'sent') as status, iif(given_up, id, null) as held_by, given_up as spent
    from acknowledged
    union all
    select ord, ${columns}, case_id, iif(status = 'accepted', 'sent', status), held_by, spent from outbox`)
  db.run('delete from outbox')
  db.run(`insert into outbox (${columns}, case_id, status, held_by, spent)
    select ${columns}, case_id, status, held_by, spent from again order by ord`)
  db.run('drop table again')
  tellOf(db, null)
  for (const table of ['acknowledged', 'touch', 'base_row', 'gone_row']) db.run(`delete from ${table}`)
  clearRows(db)
  endFill(db)
  db.run('update sync_state set epoch = null, position = 0, filled = 0 where one = 1')
  return { tables: TABLE_NAMES, caseIds: [] }
}

import type { ReadDb } from '../client.ts'

type Approved = { readonly ord: number; readonly id: string; readonly caseId: string }

/** The history says whose command it was that a supervisor did in their place. */
export const approvalEntry = (id: string, caseId: string) =>
  `from timeline_entry where case_id = ${caseId} and json_extract(data, '$.adopts') = ${id}`

/** Conflicts whose command a supervisor has done, in the order in which they were made. */
export const approvedConflicts = (db: ReadDb): Approved[] =>
  db.all<Approved>(
    `select ord, id, case_id as caseId from conflict c where exists (select 1 ${approvalEntry('c.id', 'c.case_id')}) order by ord`,
  )

/** What was refused as well, and waits under another, the same. */
export const approvedWaiting = (db: ReadDb): Approved[] =>
  db.all<Approved>(
    `select ord, id, case_id as caseId from outbox o indexed by outbox_held
     where held_by is not null and held_by <> id and spent = 1 and exists (select 1 ${approvalEntry('o.id', 'o.case_id')}) order by ord`,
  )

/** Who did it in their place, and when; null where nobody has. */
export function approvalOf(
  db: ReadDb,
  id: string,
  caseId: string | null,
): { readonly actorName: string; readonly actAt: string } | null {
  if (caseId === null) return null
  const entry = db.get<{ actorName: string; actAt: string }>(
    `select actor_name as actorName, coalesce(decided_at, act_at) as actAt ${approvalEntry('?', '?')} limit 1`,
    caseId,
    id,
  )
  return entry ?? null
}

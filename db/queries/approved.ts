import type { ConflictView } from '#shared/contract/views.ts'
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

/** Which supervisor did it in their place or dismissed it, and when; null where nobody has. */
export function settledBy(db: ReadDb, id: string, caseId: string | null): ConflictView['settled'] {
  if (caseId === null) return null
  const entry = db.get<NonNullable<ConflictView['settled']>>(
    `select iif(kind = 'approval.dismiss', 'dismissed', 'adopted') as "as", actor_name as actorName,
       coalesce(decided_at, act_at) as actAt
     from timeline_entry where case_id = ? and ? in (json_extract(data, '$.adopts'), json_extract(data, '$.dismisses')) limit 1`,
    caseId,
    id,
  )
  return entry ?? null
}

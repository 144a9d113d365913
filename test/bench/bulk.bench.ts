import { v7 as uuidV7 } from 'uuid'
import { submitCommand } from '#electron/data/services/submit-command.ts'
import type { CommandEnvelope } from '#shared/sync/wire.ts'
import { addPending } from '#db/outbox.ts'
import { ME } from './dataset/reference.ts'
import { type BenchResult, measured } from './result.ts'
import { timed } from './sampling.ts'
import { withDataset } from './with-dataset.ts'

const CASES = 500
const ROUNDS = 8

/**
 * 500 cases given to one person as one undo group, in one durable transaction. The limit writes the same three rows a case
 * (case, history, outbox) bare, with the same indexes and triggers, in one transaction.
 */
export const benchBulk = (q: { cases: number }): Promise<BenchResult[]> =>
  withDataset(q.cases, ({ profile }) => {
    const { db } = profile
    const ours: number[] = []
    const limit: number[] = []
    const owned = db.all<{ id: string; ownerId: string | null }>(
      'select id, owner_id as ownerId from service_case indexed by case_by_owner where open = 1 and owner_id is not ? limit ?',
      ME.id,
      2 * CASES * ROUNDS,
    )
    const people = db.all<{ id: string }>('select id from colleague where id <> ?', ME.id)
    for (let round = 0; round < ROUNDS; round++) {
      const slice = (from: number) =>
        Array.from({ length: CASES }, (_, i) => owned[(from + i) % owned.length]).flatMap((one) => one ?? [])
      const to = people[round % people.length]?.id ?? ME.id
      ours.push(timed(() => assignAll(slice(2 * round * CASES), to)))
      limit.push(timed(() => writeBare(slice((2 * round + 1) * CASES), to)))
    }
    return [
      measured({
        name: 'bulk',
        unit: 'ms',
        ours,
        limit,
        goal: null,
        about: `${CASES} cases in one undo group; limit: their rows written bare`,
      }),
    ]

    function assignAll(cases: readonly { id: string }[], to: string): void {
      const undoGroup = uuidV7()
      db.transaction(() => {
        for (const { id } of cases) {
          const before = db.value<string | null>('select owner_id from service_case where id = ?', id) ?? null
          const answer = submitCommand(profile, {
            name: 'case.assign',
            args: { caseId: id, ownerId: to, expects: { ownerId: before } },
            undoGroup,
          })
          if (!answer.ok) throw new Error(JSON.stringify(answer.error))
        }
      })
    }

    function writeBare(cases: readonly { id: string }[], to: string): void {
      const at = new Date().toISOString()
      db.transaction(() => {
        for (const { id } of cases) {
          const args = { caseId: id, ownerId: to, expects: { ownerId: null } }
          const envelope: CommandEnvelope = {
            id: uuidV7(),
            name: 'case.assign',
            version: 1,
            args,
            actAt: at,
            retryOf: null,
            undoGroup: null,
          }
          addPending(db, envelope, id)
          db.run('update service_case set owner_id = ?, changed_at = ? where id = ?', to, at, id)
          db.run(
            `insert into timeline_entry (id, case_id, kind, act_at, decided_at, actor_id, actor_name, data)
             values (?, ?, 'case.assign', ?, null, ?, ?, ?)`,
            uuidV7(),
            id,
            at,
            ME.id,
            ME.name,
            JSON.stringify(args),
          )
        }
      })
    }
  })

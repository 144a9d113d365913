import type { ReadDb } from '#db/client.ts'
import { readRow } from '#db/rows.ts'
import { warrantyBasisOf } from '#shared/domain/warranty/decide-warranty.command.ts'
import type { ServiceCase } from '#shared/domain/service-case/service-case.rows.ts'

type Args = Record<string, unknown>

/** What each command was based on, as it stands now: whoever tries again has seen it in the conflict. */
const BASES: Readonly<Record<string, (now: ServiceCase, args: Args) => Args>> = {
  'case.edit': (now, args) => ({ from: now[args.field as keyof ServiceCase] }),
  'case.assign': (now) => ({ expects: { ownerId: now.ownerId } }),
  'warranty.decide': (now) => ({ expects: warrantyBasisOf(now) }),
  'estimate.send': (now) => ({ expects: { estimateId: now.estimateId } }),
  'diagnosis.record': (now) => ({ expects: { finding: now.finding } }),
}

export function refreshExpects(db: ReadDb, name: string, caseId: string | null, args: Args): Args {
  const now = caseId === null ? undefined : readRow(db, 'serviceCase', caseId)
  return now === undefined ? args : { ...args, ...BASES[name]?.(now, args) }
}

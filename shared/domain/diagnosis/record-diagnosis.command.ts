import { z } from 'zod'
import { defineCommand, refuse } from '../command/define.ts'
import { key } from '../command/read.ts'
import { DamageSet, FilledText, Id, Text } from '../row-types.ts'
import { move, refuseUnlessAllowed } from '../service-case/move.ts'

/** What the technician found, before anything is decided. Based on the finding that the person saw. @rule SHOP-1 */
export const recordDiagnosis = defineCommand({
  name: 'diagnosis.record',
  version: 1,
  permission: 'workshop.work',
  args: z.object({
    caseId: Id,
    damage: DamageSet,
    finding: FilledText,
    expects: z.object({ finding: Text.nullable() }),
  }),
  caseOf: (args) => args.caseId,
  reads: [(args) => [key('serviceCase', args.caseId)]],
  decide(seen, { caseId, damage, finding, expects }, ctx) {
    const serviceCase = seen.need('serviceCase', caseId)
    const refused = refuseUnlessAllowed('diagnosis.record', serviceCase)
    if (refused) return refused
    const same = serviceCase.finding === finding && DamageSet.parse(serviceCase.damage).join() === damage.join()
    if (same) return []
    if (serviceCase.finding !== expects.finding)
      return refuse('field.changed', {
        rule: 'SHOP-1',
        field: 'finding',
        facts: { field: 'finding', theirs: serviceCase.finding, mine: finding },
      })
    return move(ctx, 'diagnosis.record', serviceCase, { fields: { damage, finding }, data: { damage, finding } })
  },
})

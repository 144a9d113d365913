import { z } from 'zod'
import { set } from '../command/change.ts'
import { defineCommand } from '../command/define.ts'
import { key } from '../command/read.ts'
import { FilledText, Id } from '../row-types.ts'
import { timeline } from './timeline.ts'

/** Notes append and never conflict, also on a case that has ended. */
export const noteCase = defineCommand({
  name: 'case.note',
  version: 1,
  permission: 'case.work',
  args: z.object({ caseId: Id, text: FilledText }),
  caseOf: (args) => args.caseId,
  reads: [(args) => [key('serviceCase', args.caseId)]],
  decide(seen, { caseId, text }, ctx) {
    seen.need('serviceCase', caseId)
    return [set('serviceCase', caseId, { changedAt: ctx.actAt }), timeline(ctx, caseId, 'case.note', { text })]
  },
})

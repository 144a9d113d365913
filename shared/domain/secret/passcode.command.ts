import { z } from 'zod'
import { set } from '../command/change.ts'
import { defineCommand, refuse } from '../command/define.ts'
import { key } from '../command/read.ts'
import { Id } from '../row-types.ts'
import { isEnded } from '../service-case/flow.ts'
import { timeline } from '../service-case/timeline.ts'

/** That a passcode was given; the passcode travels beside the command, sealed. @rule INTAKE-SECRET */
export const keepPasscode = defineCommand({
  name: 'passcode.keep',
  version: 1,
  permission: 'case.work',
  args: z.object({ caseId: Id }),
  caseOf: (args) => args.caseId,
  reads: [(args) => [key('serviceCase', args.caseId)]],
  decide(seen, { caseId }, ctx) {
    const serviceCase = seen.need('serviceCase', caseId)
    if (isEnded(serviceCase.state))
      return refuse('case.ended', { rule: 'INTAKE-SECRET', facts: { state: serviceCase.state } })
    return [
      set('serviceCase', caseId, { hasPasscode: true, changedAt: ctx.actAt }),
      timeline(ctx, caseId, 'passcode.keep'),
    ]
  },
})

/** That somebody looked at the passcode: who and when, for ever. @rule INTAKE-SECRET */
export const revealPasscode = defineCommand({
  name: 'passcode.reveal',
  version: 1,
  permission: 'secret.reveal',
  args: z.object({ caseId: Id }),
  caseOf: (args) => args.caseId,
  reads: [(args) => [key('serviceCase', args.caseId)]],
  decide(seen, { caseId }, ctx) {
    const serviceCase = seen.need('serviceCase', caseId)
    if (!serviceCase.hasPasscode) return refuse('secret.none', { rule: 'INTAKE-SECRET' })
    return [timeline(ctx, caseId, 'passcode.reveal')]
  },
})

import { revealPasscode } from '../services/reveal-passcode.ts'
import { own, toOutcome } from './base.ts'

export const passcode = {
  reveal: own.passcode.reveal.handler(async ({ context: { signed, transport }, input }) => {
    const result = await revealPasscode(signed.profile, { transport, tokens: signed.tokens }, input.caseId)
    if (result.ok) signed.engine.committed()
    return toOutcome(result)
  }),
}

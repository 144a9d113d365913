import { ok } from '#shared/lib/result.ts'
import { own, toOutcome } from './base.ts'

export const quarantine = {
  list: own.quarantine.list.handler(async ({ context: { signed, quarantine: client } }) => {
    const token = await signed.tokens.get()
    const answer = token.ok ? await client.list(token.value) : token
    return toOutcome(answer.ok ? ok(answer.value.items) : answer)
  }),
  settle: own.quarantine.settle.handler(async ({ context: { signed, quarantine: client }, input }) => {
    const token = await signed.tokens.get()
    const answer = token.ok ? await client.settle(input, token.value) : token
    if (answer.ok) signed.engine.now()
    return toOutcome(answer.ok ? ok({}) : answer)
  }),
}

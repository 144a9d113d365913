import { setImmediate } from 'node:timers/promises'
import { getCaseView } from '#db/queries/case-view.ts'
import { searchCases } from '#db/queries/search.ts'
import { openDuplicates } from '#db/queries/search-duplicates.ts'
import { own } from './base.ts'

/** A search gives way to what else is asked after so long; the window asks for the rest, which may take a frame each. */
const FIRST_MS = 6
const NEXT_MS = 14

export const cases = {
  get: own.cases.get.handler(({ context, input }) => getCaseView(context.signed.profile.db, input.caseId)),
  search: own.cases.search.handler(async ({ context, input, signal }) => {
    await setImmediate() // of letters typed while a page was being found, only the last is looked for
    signal?.throwIfAborted()
    const until = performance.now() + (input.after === null ? FIRST_MS : NEXT_MS)
    return searchCases(context.signed.profile.db, { ...input, isLate: () => performance.now() > until })
  }),
  duplicates: own.cases.duplicates.handler(({ context, input }) =>
    openDuplicates(context.signed.profile.db, { ...input, except: null }),
  ),
}

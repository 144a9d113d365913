import { getCaseView } from '#db/queries/case-view.ts'
import { openDuplicates, searchCases } from '#db/queries/search.ts'
import { own } from './base.ts'

export const cases = {
  get: own.cases.get.handler(({ context, input }) => getCaseView(context.signed.profile.db, input.caseId)),
  search: own.cases.search.handler(({ context, input }) =>
    searchCases(context.signed.profile.db, input.text, input.limit),
  ),
  duplicates: own.cases.duplicates.handler(({ context, input }) =>
    openDuplicates(context.signed.profile.db, { ...input, except: null }),
  ),
}

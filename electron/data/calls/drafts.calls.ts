import { getDraft, listDrafts, putDraft, removeDraft } from '../services/drafts.ts'
import { own } from './base.ts'

export const drafts = {
  get: own.drafts.get.handler(({ context, input }) => getDraft(context.signed.profile, input.id)),
  put: own.drafts.put.handler(({ context, input }) => {
    putDraft(context.signed.profile, input)
    return {}
  }),
  list: own.drafts.list.handler(({ context }) => listDrafts(context.signed.profile)),
  remove: own.drafts.remove.handler(({ context, input }) => {
    removeDraft(context.signed.profile, input.id)
    return {}
  }),
}

import { listAgreements, listColleagues, matchIntake } from '#db/queries/reference.ts'
import { own } from './base.ts'

export const reference = {
  agreements: own.reference.agreements.handler(({ context }) => listAgreements(context.signed.profile.db)),
  colleagues: own.reference.colleagues.handler(({ context }) => listColleagues(context.signed.profile.db)),
  match: own.reference.match.handler(({ context, input }) => matchIntake(context.signed.profile.db, input.text)),
}

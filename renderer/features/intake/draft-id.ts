import { validate } from 'uuid'

const PREFIX = 'intake:'

/** Where the draft of a case is kept. The case has its id before it is saved, so that saving twice is saving once. */
export const draftIdOf = (caseId: string): string => PREFIX + caseId

/** The case that a kept draft is to become; null for the drafts of other screens. */
export function caseIdOfDraft(draftId: string): string | null {
  if (!draftId.startsWith(PREFIX)) return null
  const caseId = draftId.slice(PREFIX.length)
  return validate(caseId) ? caseId : null
}

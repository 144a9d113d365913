/** Under which names what is typed and not yet saved is kept, where more than one place has to know. */
export const noteDraftId = (caseId: string): string => `note:${caseId}`

/** The edits of a refused command that have not been sent. */
export const conflictDraftId = (commandId: string): string => `conflict:${commandId}`

/** What somebody was told is saved. `mark` stands in the input of the command and nowhere else. */
export type Saved = { readonly id: string; readonly caseId: string; readonly mark: string }

/** Where a program that is going to be killed names them: a file descriptor that nothing else is written to. */
export const NAMED = 3

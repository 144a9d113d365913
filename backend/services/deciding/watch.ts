/** Hears how deciding goes, for figures: the names of commands and how they ended, never their input. */
export type Watch = {
  readonly decided: (outcomes: readonly { name: string; outcome: string }[], ms: number) => void
  readonly sequenced: (waitedMs: number) => void
}

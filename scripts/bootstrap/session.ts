/** What the preparation of one command gathers: the environment for it, and what to put away when it is over. */
export type Session = {
  readonly root: string
  readonly env: NodeJS.ProcessEnv
  readonly onEnd: (() => Promise<void> | void)[]
}

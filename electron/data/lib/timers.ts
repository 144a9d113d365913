/** Waiting, given from outside so that a simulation can drive it. */
export type Timers = {
  /** Calls back once after `ms`; answers how to call that off. */
  readonly after: (ms: number, call: () => void) => () => void
}

export const systemTimers: Timers = {
  after: (ms, call) => {
    const timer = setTimeout(call, ms)
    return () => clearTimeout(timer)
  },
}

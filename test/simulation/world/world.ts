/** Simulated time and what is going to happen in it. Nothing in a history happens at any other time, so that a seed replays exactly. */
export type World = {
  readonly nowMs: () => number
  /** Calls back once in simulated time; answers how to call that off. A promise is waited for before anything else happens. */
  readonly after: (ms: number, call: () => void | Promise<void>) => () => void
  /** Lets so much time pass, with everything that happens in it. */
  readonly pass: (ms: number) => Promise<void>
  /** Something that takes real time (a file is written) begins; nothing else happens until the function that it answers is called. */
  readonly busy: () => () => void
  /** Everybody's machines sleep for so long: what was going to happen still does, as much later. */
  readonly sleep: (ms: number) => void
}

type Event = { atMs: number; readonly order: number; readonly call: () => void | Promise<void> }

export function createWorld(startMs: number): World {
  let nowMs = startMs
  let order = 0
  let working = 0
  let events: Event[] = []

  /** The next thing that happens, taken off the list. */
  function nextUntil(endMs: number): Event | undefined {
    let next: Event | undefined
    for (const event of events)
      if (
        event.atMs <= endMs &&
        (next === undefined || event.atMs < next.atMs || (event.atMs === next.atMs && event.order < next.order))
      )
        next = event
    if (next !== undefined) events.splice(events.indexOf(next), 1)
    return next
  }

  const isWorking = (): boolean => working > 0
  return {
    nowMs: () => nowMs,
    after: (ms, call) => {
      const event: Event = { atMs: nowMs + Math.max(0, ms), order: order++, call }
      events.push(event)
      return () => {
        events = events.filter((each) => each !== event)
      }
    },
    pass: async (ms) => {
      const endMs = nowMs + ms
      for (;;) {
        do await settled()
        while (isWorking())
        const event = nextUntil(endMs)
        if (event === undefined) break
        nowMs = Math.max(nowMs, event.atMs)
        await event.call()
      }
      nowMs = endMs
    },
    busy: () => {
      working += 1
      let done = false
      return () => {
        if (!done) working -= 1
        done = true
      }
    },
    sleep: (ms) => {
      nowMs += ms
      for (const event of events) event.atMs += ms
    },
  }
}

/** Everything that was only waiting for a promise has gone on to its next named point: a request, a timer, the end. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

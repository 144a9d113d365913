import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from './chance.ts'

/**
 * Requests that are decided at the same time. Each goes on until its next statement and waits there; whose statement goes next is
 * drawn by chance, and nothing else happens until its answer is here, or until PostgreSQL says that it waits for a lock. So the order
 * of statements follows from the chance alone, however fast the machine is: PostgreSQL has one thing to do at a time.
 */
export type Meeting<T> = {
  readonly answers: readonly T[]
  /** Whether a statement had to wait for another request. */
  readonly waited: boolean
  /** Whether each waited for the other, until PostgreSQL ended one of them. */
  readonly stuck: boolean
}

/** Whether the connection with this process waits for another. */
export type IsBlocked = (pid: number) => Promise<boolean>

type State = 'working' | 'at a statement' | 'waiting for a lock' | 'done'

/** How long a statement may take before it is asked whether it waits; only how soon that is seen depends on it. */
const LOOK_MS = 2

class Guest {
  state: State = 'working'
  pid = 0
  #arrived = deferred()
  #go = deferred()
  #hasLeft = false
  #before: Promise<unknown> = Promise.resolve()

  /** Runs it when its turn has come: behind those that the same request asked for before. */
  statement<T>(pid: number, run: () => Promise<T>): Promise<T> {
    if (this.#hasLeft) return run() // what a request leaves behind it meets nobody
    const next = this.#before.then(() => this.#inTurn(pid, run))
    this.#before = next.catch(() => {})
    return next
  }

  async #inTurn<T>(pid: number, run: () => Promise<T>): Promise<T> {
    if (this.#hasLeft) return run()
    this.pid = pid
    this.#go = deferred()
    this.#arrive('at a statement')
    await this.#go.promise
    try {
      return await run()
    } finally {
      if (!this.#hasLeft) this.state = 'working'
    }
  }

  leave(): void {
    this.#hasLeft = true
    this.#arrive('done')
    this.#go.resolve()
  }

  /** At its next statement, or done. */
  async settled(): Promise<void> {
    while (this.state === 'working') await this.#arrived.promise
  }

  /** Lets its statement go, until it is answered or waits for a lock. */
  async goOn(isBlocked: IsBlocked): Promise<void> {
    this.#arrived = deferred()
    this.state = 'working'
    this.#go.resolve()
    await this.#untilAnswered(isBlocked)
  }

  /** The lock that it waited for may be free now; it may even have gone on by the time that this is heard. */
  async lookAgain(isBlocked: IsBlocked): Promise<void> {
    if (this.isWaiting() && !(await isBlocked(this.pid)) && this.isWaiting()) this.state = 'working'
  }

  isWaiting(): boolean {
    return this.state === 'waiting for a lock'
  }

  async #untilAnswered(isBlocked: IsBlocked): Promise<void> {
    const arrived = this.#arrived.promise.then(() => true)
    while (!(await Promise.race([arrived, sleep(LOOK_MS, false)]))) {
      if (!(await isBlocked(this.pid))) continue
      if (this.state !== 'working') return
      this.state = 'waiting for a lock'
      return
    }
  }

  #arrive(state: State): void {
    this.state = state
    this.#arrived.resolve()
  }
}

const guests = new AsyncLocalStorage<Guest>()

/** The turn of a statement of a request that meets another; at once for all others. */
export function inTurn<T>(pid: number, run: () => Promise<T>): Promise<T> | null {
  return guests.getStore()?.statement(pid, run) ?? null
}

export async function meet<T>(
  random: Random,
  isBlocked: IsBlocked,
  requests: readonly (() => Promise<T>)[],
): Promise<Meeting<T>> {
  let [waited, stuck] = [false, false]
  const all = requests.map((request) => {
    const guest = new Guest()
    return { guest, end: guests.run(guest, request).finally(() => guest.leave()) }
  })
  for (;;) {
    for (const { guest } of all) if (!guest.isWaiting()) await guest.settled()
    const ready = all.filter(({ guest }) => guest.state === 'at a statement')
    const waiting = all.filter(({ guest }) => guest.isWaiting())
    if (ready.length === 0 && waiting.length === 0) break
    if (ready.length > 0) await random.pick(ready).guest.goOn(isBlocked)
    else await sleep(LOOK_MS)
    stuck ||= waiting.length > 1
    for (const { guest } of all) {
      waited ||= guest.isWaiting()
      await guest.lookAgain(isBlocked)
    }
  }
  return { answers: await Promise.all(all.map(({ end }) => end)), waited, stuck }
}

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

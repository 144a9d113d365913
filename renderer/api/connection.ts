import type { ClientContext, ClientLink, ClientOptions } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { CallError } from './call-error.ts'

type Line = { readonly link: RPCLink<ClientContext>; readonly port: MessagePort; dead: boolean }

type Open<T> = { readonly promise: Promise<T>; readonly resolve: (value: T) => void }

function open<T>(): Open<T> {
  let settle: ((value: T) => void) | undefined
  const promise = new Promise<T>((resolve) => {
    settle = resolve
  })
  return { promise, resolve: (value) => settle?.(value) }
}

/**
 * The line to the data process. The preload hands over a MessagePort, and another one each time the data process was started
 * anew. Calls wait for the first port; calls in flight on a port that dies fail as `disconnected`; the next calls wait for the
 * next port.
 */
export class Connection implements ClientLink<ClientContext> {
  #line = open<Line>()
  #current: Line | null = null
  #ports = 0
  readonly #reconnected = new Set<() => void>()

  /** Takes a port into use; the one before it is dead from here on. */
  use(port: MessagePort): void {
    const next: Line = { link: new RPCLink({ port }), port, dead: false }
    if (this.#current) this.#drop(this.#current)
    this.#current = next
    port.addEventListener('close', () => this.#drop(next))
    port.start()
    this.#line.resolve(next)
    this.#ports += 1
    if (this.#ports > 1) for (const tell of this.#reconnected) tell()
  }

  /** Calls back for each port after the first; returns the unsubscribe function. */
  onReconnected(tell: () => void): () => void {
    this.#reconnected.add(tell)
    return () => this.#reconnected.delete(tell)
  }

  async call(path: readonly string[], input: unknown, options: ClientOptions<ClientContext>): Promise<unknown> {
    const line = await this.#line.promise
    try {
      return await line.link.call([...path], input, options)
    } catch (cause) {
      if (options.signal?.aborted) throw cause
      throw new CallError(line.dead ? 'disconnected' : 'failed', null, { cause })
    }
  }

  #drop(line: Line): void {
    if (line.dead) return
    line.dead = true
    if (this.#current === line) {
      this.#current = null
      this.#line = open<Line>()
    }
    // The link fails what is in flight when it hears "close"; a port closed from this side never says it by itself.
    line.port.dispatchEvent(new Event('close'))
    line.port.close()
  }
}

import { once } from 'node:events'
import type { MessagePortMain, UtilityProcess } from 'electron'
import { log } from './log.ts'
import { restartDelayMs } from './restart-delay.ts'

export type Send = (message: unknown, ports?: MessagePortMain[]) => void

export type Supervised = {
  /** To the process that runs now; nowhere while none does. */
  readonly send: Send
  /** Asks it to end, waits a bounded time, and does not start it again. */
  readonly close: () => Promise<void>
}

type Deps = {
  /** As the log calls it. */
  readonly name: string
  readonly fork: () => UtilityProcess
  /** A new process runs. */
  readonly onStart?: (send: Send) => void
  /** The message that asks it to end. */
  readonly stop: unknown
  /** How long it may take to flush and end before it is ended. */
  readonly closeMs: number
}

/** Runs a process and starts it again when it ends unasked, with growing pauses. */
export function supervise({ name, fork, onStart, stop, closeMs }: Deps): Supervised {
  let child: UtilityProcess | undefined
  let closing = false
  let ends: number[] = []

  const send: Send = (message, ports = []) => child?.postMessage(message, ports)

  function start(): void {
    if (closing) return
    const started = fork()
    child = started
    started.on('exit', (code) => ended(started, code))
    onStart?.(send)
  }

  function ended(which: UtilityProcess, code: number): void {
    if (child !== which) return
    child = undefined
    if (closing) return
    const now = Date.now()
    const delayMs = restartDelayMs(ends, now)
    ends = [...ends, now]
    log.error(`the ${name} ended`, { code, delayMs })
    setTimeout(start, delayMs)
  }

  async function close(): Promise<void> {
    closing = true
    const running = child
    if (!running) return
    const exit = once(running, 'exit')
    send(stop)
    const late = setTimeout(() => {
      log.error(`the ${name} did not end in time`)
      running.kill()
    }, closeMs)
    await exit
    clearTimeout(late)
  }

  start()
  return { send, close }
}

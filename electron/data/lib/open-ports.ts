import type { Timers } from './timers.ts'

type Port = { once(event: 'close', heard: () => void): unknown }

/** The ports that windows speak through. What a page says as it goes comes before its port is closed, and nothing after. */
export function openPorts(timers: Timers) {
  const open = new Set<Port>()
  let heardAll = (): void => {}
  return {
    add: (port: Port): void => {
      open.add(port)
      port.once('close', () => {
        open.delete(port)
        if (open.size === 0) heardAll()
      })
    },
    /** Until all are closed; at most so long. */
    closed: (ms: number): Promise<void> =>
      new Promise((resolve) => {
        if (open.size === 0) return resolve()
        const cancel = timers.after(ms, resolve)
        heardAll = () => {
          cancel()
          resolve()
        }
      }),
  }
}

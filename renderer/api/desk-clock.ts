import { useSyncExternalStore } from 'react'

/**
 * The clock of the desk: that of the data process, not of the page, so that a clock set for a demonstration holds everywhere.
 * It ticks twice a minute; what shows seconds asks `deskNow()` itself.
 */
const TICK_MS = 30_000

let offsetMs = 0
let shown = Date.now()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function tick(): void {
  shown = deskNow()
  for (const tell of listeners) tell()
}

/** Milliseconds since the epoch by the desk's clock. */
export const deskNow = (): number => Date.now() + offsetMs

/** Takes over the data process's clock. @param now its ISO instant, as of this moment */
export function setDeskClock(now: string): void {
  offsetMs = Date.parse(now) - Date.now()
  tick()
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  timer ??= setInterval(tick, TICK_MS)
  return () => {
    listeners.delete(tell)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The desk's time in milliseconds; renders again with each tick. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => shown)

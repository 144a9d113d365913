import { systemTimers } from '../lib/timers.ts'
import { calls, toOutcome } from './base.ts'

/** The first person on a device meets a backend that is still starting; a known one signs in without it. */
const PATIENCE_MS = 30_000

const atMost = (ms: number): Promise<void> => new Promise((resolve) => void systemTimers.after(ms, resolve))

export const session = {
  current: calls.session.current.handler(({ context: { sessions, device, clock, release } }) => ({
    user: sessions.current()?.profile.user ?? null,
    lastUsername: device.get().lastUsername,
    now: new Date(clock.nowMs()).toISOString(),
    release,
  })),
  signIn: calls.session.signIn.handler(async ({ context, input }) => {
    const isKnown = context.device.get().users[input.username.trim().toLowerCase()] !== undefined
    if (!isKnown) await Promise.race([context.backendKnown, atMost(PATIENCE_MS)])
    return toOutcome(await context.sessions.signIn(input.username, input.password))
  }),
  signOut: calls.session.signOut.handler(async ({ context }) => {
    await context.sessions.signOut()
    return {}
  }),
}

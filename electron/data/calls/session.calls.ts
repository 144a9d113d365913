import { calls, toOutcome } from './base.ts'

export const session = {
  current: calls.session.current.handler(({ context: { sessions, device, clock, release } }) => ({
    user: sessions.current()?.profile.user ?? null,
    lastUsername: device.get().lastUsername,
    now: new Date(clock.nowMs()).toISOString(),
    release,
  })),
  signIn: calls.session.signIn.handler(async ({ context, input }) =>
    toOutcome(await context.sessions.signIn(input.username, input.password)),
  ),
  signOut: calls.session.signOut.handler(async ({ context }) => {
    await context.sessions.signOut()
    return {}
  }),
}

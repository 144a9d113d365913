import { appError } from '#shared/errors.ts'
import { err, ok } from '#shared/lib/result.ts'
import { systemTimers } from '../lib/timers.ts'
import type { DeviceFile } from '../services/device-file.ts'
import { signInWithBrowser } from '../services/browser-sign-in.ts'
import { offlineUntil } from '../services/offline-limit.ts'
import { importOutbox, readExport } from '../services/outbox-export.ts'
import { calls, toOutcome } from './base.ts'

/** The first person on a device meets a backend that is still starting; a known one signs in without it. */
const PATIENCE_MS = 30_000

const atMost = (ms: number): Promise<void> => new Promise((resolve) => void systemTimers.after(ms, resolve))

/** Of the last person, who is asked for their password next. */
const untilOf = (device: DeviceFile): string | null =>
  offlineUntil(device, device.users[(device.lastUsername ?? '').toLowerCase()] ?? '')

/** One sign-in at a time: who begins anew gives up the one before. */
let atTheBrowser: AbortController | undefined

export const session = {
  current: calls.session.current.handler(({ context: { sessions, device, clock, release } }) => ({
    user: sessions.current()?.profile.user ?? null,
    lastUsername: device.get().lastUsername,
    now: new Date(clock.nowMs()).toISOString(),
    release,
    notices: device.get().notices,
    offlineUntil: untilOf(device.get()),
  })),
  signIn: calls.session.signIn.handler(async ({ context, input }) => {
    const isKnown = context.device.get().users[input.username.trim().toLowerCase()] !== undefined
    if (!isKnown) await Promise.race([context.backendKnown, atMost(PATIENCE_MS)])
    return toOutcome(await context.sessions.signIn(input.username, input.password))
  }),
  methods: calls.session.methods.handler(async ({ context }) => {
    await Promise.race([context.backendKnown, atMost(PATIENCE_MS)])
    return toOutcome(await context.browserSignIn.client.methods())
  }),
  browserSignIn: calls.session.browserSignIn.handler(async ({ context, input }) => {
    atTheBrowser?.abort()
    const mine = new AbortController()
    atTheBrowser = mine
    const askedAtMs = context.clock.nowMs()
    const machineId = context.device.get().deviceId
    const answer = await signInWithBrowser({ ...context.browserSignIn, machineId, words: input }, mine.signal)
    return toOutcome(answer.ok ? await context.sessions.signedIn(answer.value, askedAtMs) : answer)
  }),
  dismiss: calls.session.dismiss.handler(({ context: { device, events }, input }) => {
    device.change({ notices: device.get().notices.filter(({ id }) => id !== input.id) })
    events.emit({ kind: 'session' })
    return {}
  }),
  importOutbox: calls.session.importOutbox.handler(({ context: { sessions }, input }) => {
    const signed = sessions.current()
    const content = readExport(input.text)
    if (signed === null || content === null || content.userId !== signed.profile.user.id)
      return toOutcome(err(appError('store.not-an-export')))
    const taken = importOutbox(signed.profile, content)
    signed.engine.committed()
    return toOutcome(ok(taken))
  }),
  keepPicture: calls.session.keepPicture.handler(({ context: { sessions }, input }) => {
    sessions.keepPicture(input)
    return {}
  }),
  signOut: calls.session.signOut.handler(async ({ context }) => {
    await context.sessions.signOut()
    return {}
  }),
}

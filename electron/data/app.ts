import { join } from 'node:path'
import type { SupportedMessagePort } from '@orpc/client/message-port'
import { RPCHandler } from '@orpc/server/message-port'
import { FIRST_PICTURE_FILE } from '#shared/contract/page.ts'
import type { DataProcessConfig } from '#shared/contract/process-messages.ts'
import { createRouter } from './calls/router.ts'
import { createChangeEvents } from './lib/change-events.ts'
import { createClock } from './lib/clock.ts'
import { createSealer, newDeviceKey } from './lib/sealer.ts'
import { systemTimers } from './lib/timers.ts'
import { type Device, openDevice } from './services/device-file.ts'
import { openPictureFile } from './services/first-picture.ts'
import { createSessions } from './session.ts'
import { createBrowserSignInClient } from './sync/browser-sign-in-client.ts'
import { createHttpTransport } from './sync/http-transport.ts'
import { createThreadedIntake } from './sync/threaded-intake.ts'
import { createQuarantineClient } from './sync/quarantine-client.ts'

/** The operating system's key store, wherever it is. */
export type KeyStore = {
  readonly seal: (text: string) => Promise<string | null>
  readonly unseal: (sealed: string) => Promise<string | null>
}

export type DataApp = {
  /** Serves the window at the other end of the port. */
  readonly connect: (port: SupportedMessagePort) => void
  readonly setBackend: (url: string) => void
  readonly close: () => Promise<void>
}

/** Everything that serves the windows, put together; needs Node, not Electron. */
export async function createDataApp(
  config: DataProcessConfig,
  keyStore: KeyStore,
  onSlow: (sql: string, ms: number) => void = () => {},
  onBroken: (problem: unknown) => void = () => {},
  openInBrowser: (url: string) => void = () => {},
): Promise<DataApp> {
  if (config.release && config.clock !== null) throw new Error('a release runs by the clock of its machine')
  let backendUrl: string | null = null
  let known: () => void = () => {}
  const backendKnown = new Promise<void>((resolve) => {
    known = resolve
  })
  const device = openDevice(join(config.userData, 'device.json'))
  const clock = createClock(config.clock)
  const events = createChangeEvents(systemTimers)
  const transport = createHttpTransport({ url: () => backendUrl })
  const quarantine = createQuarantineClient({ url: () => backendUrl })
  const sessions = createSessions({
    device,
    folder: join(config.userData, 'data'),
    picture: openPictureFile(join(config.userData, FIRST_PICTURE_FILE)),
    exports: join(config.userData, 'exports'),
    migrations: config.migrations,
    transport,
    quarantine,
    sealer: createSealer(await deviceKey(device, keyStore)),
    clock,
    timers: systemTimers,
    random: Math.random,
    events,
    intakeOf: (profile) =>
      createThreadedIntake({ profile, transport, url: () => backendUrl, migrations: config.migrations }),
    onSlow,
    onBroken,
  })
  sessions.resume()
  const handler = new RPCHandler(createRouter())
  const browserSignIn = { client: createBrowserSignInClient({ url: () => backendUrl }), openInBrowser }
  const release = config.release
  const context = { sessions, device, transport, quarantine, browserSignIn, clock, events, backendKnown, release }
  return {
    connect: (port) => handler.upgrade(port, { context }),
    setBackend: (url) => {
      backendUrl = url
      known()
      sessions.current()?.engine.now()
    },
    close: () => sessions.close(),
  }
}

/**
 * The key that secrets on this device are sealed with; itself sealed by the key store. Where there is no safe store it lives in
 * memory only, and what it sealed cannot be opened after a restart. @rule INTAKE-SECRET
 */
async function deviceKey(device: Device, keyStore: KeyStore): Promise<Buffer> {
  const { sealedKey } = device.get()
  const known = sealedKey === null ? null : await keyStore.unseal(sealedKey)
  if (known !== null) return Buffer.from(known, 'base64')
  const key = newDeviceKey()
  const sealed = await keyStore.seal(key.toString('base64'))
  if (sealed !== null) device.change({ sealedKey: sealed }) // a store that is only locked today keeps the key it sealed
  return key
}

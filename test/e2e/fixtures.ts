import { join } from 'node:path'
import { test as base, expect } from '@playwright/test'
import { type BackendProcess, startBackend } from '#test/support/backend-process.ts'
import { BackendPostgres } from '#test/support/backend-postgres.ts'
import { type Cable, layCable } from '#test/support/cable.ts'
import { type DeskApp, launchDesk } from '#test/support/desk-app.ts'
import { type StoryClock, storyClock } from '#test/support/story-clock.ts'
import { type TempFolder, tempFolder } from '#test/support/temp-folder.ts'
import { DeskWindow } from './pages/desk-window.ts'

/** A Thursday morning in May. */
const STARTS_AT = '2026-05-21T10:00:00+02:00'

type Office = { readonly backend: BackendProcess; readonly postgres: BackendPostgres; readonly clock: StoryClock }

/** The app on a profile of its own, with its own cable to the backend that all tests share. */
export type TestDesk = {
  readonly window: DeskWindow
  readonly cable: Cable
  /** The running app; another one after `restart`. */
  readonly running: () => DeskApp
  /** Closes the window as a person does and starts the app again on the same profile. */
  readonly restart: () => Promise<void>
}

type Fixtures = {
  /** Started, at the sign-in. */
  readonly desk: TestDesk
  /** Signed in as the agent Kari, everything there. */
  readonly kari: TestDesk
  readonly profile: TempFolder
}

export const test = base.extend<Fixtures, { office: Office }>({
  office: [
    // Playwright reads the names of the fixtures from this pattern.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, give) => {
      const folder = tempFolder('e2e')
      const clock = storyClock(STARTS_AT)
      const dataFolder = join(folder.path, 'backend')
      const backend = await startBackend({ dataFolder, clock: clock.now() })
      const postgres = BackendPostgres.open(dataFolder)
      await give({ backend, postgres, clock })
      await postgres.close()
      await backend.stop()
      folder.remove()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  // Playwright reads the names of the fixtures from this pattern.
  // oxlint-disable-next-line no-empty-pattern
  profile: async ({}, give) => {
    const profile = tempFolder('profile')
    await give(profile)
    profile.remove()
  },
  desk: async ({ office, profile }, give, testInfo) => {
    const cable = await layCable(office.backend.url)
    const launch = (): Promise<DeskApp> =>
      launchDesk({ userData: profile.path, backendUrl: cable.url, clock: office.clock.now() })
    let running = await launch()
    const window = new DeskWindow(running.page)
    await give({
      window,
      cable,
      running: () => running,
      restart: async () => {
        await running.close()
        running = await launch()
        window.use(running.page)
      },
    })
    if (testInfo.status !== testInfo.expectedStatus) {
      const image = await window.page.screenshot().catch(() => undefined)
      if (image) await testInfo.attach('window', { body: image, contentType: 'image/png' })
    }
    const { problems } = running
    await running.close()
    await cable.cut()
    expect(problems, 'errors in the page').toEqual([])
  },
  kari: async ({ desk }, give) => {
    await desk.window.signIn('kari')
    await desk.window.untilLive()
    await give(desk)
  },
})

export { expect } from '@playwright/test'

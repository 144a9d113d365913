import { join } from 'node:path'
import { type BackendProcess, startBackend } from '#test/support/backend-process.ts'
import { BackendPostgres } from '#test/support/backend-postgres.ts'
import { type Cable, layCable } from '#test/support/cable.ts'
import { type DeskApp, launchDesk } from '#test/support/desk-app.ts'
import { type StoryClock, storyClock } from '#test/support/story-clock.ts'
import { DeskWindow } from '#test/e2e/pages/desk-window.ts'

/** One person's desk: a profile, the app on it, and its own way to the backend. */
export type Desk = {
  readonly window: DeskWindow
  readonly cable: Cable
  /** Ends the app as a power cut does and starts it again on the same profile. */
  readonly crash: () => Promise<void>
  readonly close: () => Promise<void>
  readonly problems: () => readonly string[]
}

/** A backend with its PostgreSQL, and the desks around it, all on one clock. */
export class Stage {
  readonly clock: StoryClock
  readonly backend: BackendProcess
  readonly postgres: BackendPostgres
  readonly #folder: string
  readonly #desks = new Map<string, Desk>()
  readonly #cables: Cable[] = []
  #kept: Buffer | undefined

  private constructor(folder: string, clock: StoryClock, backend: BackendProcess, postgres: BackendPostgres) {
    this.#folder = folder
    this.clock = clock
    this.backend = backend
    this.postgres = postgres
  }

  /** @param startsAt ISO instant at which backend and desks start */
  static async build(folder: string, startsAt: string): Promise<Stage> {
    const clock = storyClock(startsAt)
    const dataFolder = join(folder, 'backend')
    const backend = await startBackend({ dataFolder, clock: clock.now() })
    return new Stage(folder, clock, backend, BackendPostgres.open(dataFolder))
  }

  /** The desk of a person; the first time it is started, signed in to and filled. */
  async desk(username: string): Promise<Desk> {
    const open = this.#desks.get(username)
    if (open) {
      // Whatever an earlier step left: each begins connected.
      await open.cable.plugIn()
      await open.window.untilLive()
      return open
    }
    const cable = await layCable(this.backend.url)
    this.#cables.push(cable)
    const userData = join(this.#folder, `profile-${username}`)
    const launch = (): Promise<DeskApp> => launchDesk({ userData, backendUrl: cable.url, clock: this.clock.now() })
    let app = await launch()
    const window = new DeskWindow(app.page)
    const desk: Desk = {
      window,
      cable,
      crash: async () => {
        await app.kill()
        app = await launch()
        window.use(app.page)
      },
      close: () => app.close(),
      problems: () => app.problems,
    }
    this.#desks.set(username, desk)
    await window.signIn(username)
    await window.untilLive()
    return desk
  }

  /** Keeps what a window shows now as the picture of the step, in place of how it ends. */
  async keepPicture(desk: Desk): Promise<void> {
    this.#kept = await desk.window.page.screenshot()
  }

  /** The picture that was kept, once. */
  takePicture(): Buffer | undefined {
    const kept = this.#kept
    this.#kept = undefined
    return kept
  }

  /** The desk that was opened last. */
  get lastDesk(): Desk | undefined {
    return [...this.#desks.values()].at(-1)
  }

  async close(): Promise<void> {
    for (const desk of this.#desks.values()) await desk.close()
    for (const cable of this.#cables) await cable.cut()
    await this.postgres.close()
    await this.backend.stop()
  }
}

import { once } from 'node:events'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { bounded } from './bounded.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const START_MS = 45_000
const STOP_MS = 20_000

/** The built app, running on one profile, and its window. */
export type DeskApp = {
  readonly app: ElectronApplication
  readonly page: Page
  /** What the page wrote as errors and threw: expected to stay empty. */
  readonly problems: readonly string[]
  /** What was provoked on purpose does not count. */
  readonly forgetProblems: () => void
  /** Ends it as a person does. */
  readonly close: () => Promise<void>
  /** Ends it at once, as a power cut does. */
  readonly kill: () => Promise<void>
}

/** Starts the real app. The Electron is the one that `scripts/run.mjs` prepared. */
export async function launchDesk(options: {
  readonly userData: string
  readonly backendUrl: string
  readonly clock: string
  readonly args?: readonly string[]
}): Promise<DeskApp> {
  const app = await _electron.launch({
    args: ['.', ...(options.args ?? [])],
    cwd: ROOT,
    timeout: START_MS,
    env: {
      ...(process.env as Record<string, string>),
      SKRANKE_USER_DATA: options.userData,
      SKRANKE_BACKEND: options.backendUrl,
      SKRANKE_CLOCK: options.clock,
    },
  })
  const main = app.process()
  const end = async (): Promise<void> => {
    if (main.exitCode !== null || main.signalCode !== null) return
    const exit = once(main, 'exit')
    main.kill('SIGKILL')
    await exit
  }
  try {
    const page = await bounded('the first window', START_MS, app.firstWindow())
    page.setDefaultTimeout(15_000)
    const close = async (): Promise<void> => {
      await bounded('the end of the app', STOP_MS, app.close()).catch(end)
    }
    const problems = problemsOf(page)
    const forgetProblems = (): void => void problems.splice(0)
    return { app, page, problems, forgetProblems, close, kill: end }
  } catch (error) {
    await end()
    throw error
  }
}

function problemsOf(page: Page): string[] {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  return problems
}

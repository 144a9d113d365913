import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { bounded } from '#test/support/bounded.ts'
import { sandboxSwitches } from '#scripts/bootstrap/sandbox.ts'
import { cdpOver } from './cdp.ts'

export const ROOT = join(import.meta.dirname, '..', '..', '..')
export const BLANK = join(import.meta.dirname, 'blank')
const START_MS = 45_000

/** A running window, driven from outside by the DevTools protocol alone: nothing of a test tool runs in its processes. */
export type ElectronWindow = {
  readonly pid: number
  /** When the process was started, ms since 1970 by the clock that pages use too. */
  readonly spawnedAt: number
  /** The value of an expression in the page; a promise is waited for. */
  readonly evaluate: <T>(expression: string) => Promise<T>
  /** Presses a key as the operating system would deliver it. */
  readonly press: (key: Key) => Promise<void>
  /** Any other command to the page. */
  readonly command: (method: string, params?: Record<string, unknown>) => Promise<Record<string, unknown>>
  /** Calls back for each text that the page says by `tellBench`. */
  readonly onTold: (hear: (text: string) => void) => void
  readonly close: () => Promise<void>
}

export type Key =
  | 'Enter'
  | 'ArrowDown'
  | 'ArrowUp'
  | 'PageDown'
  | 'PageUp'
  | 'Home'
  | 'Escape'
  | 'Backspace'
  | (string & {})

/** Clock that agrees with `performance.timeOrigin + performance.now()` of a page on the same machine. */
export const nowMs = (): number => performance.timeOrigin + performance.now()

/**
 * Starts an app folder on a profile.
 * @param inEveryPage a script that runs before the page's own
 */
export async function openWindow(options: {
  readonly app: string
  readonly userData: string
  readonly backendUrl: string
  readonly inEveryPage?: string
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}): Promise<ElectronWindow> {
  const exec = process.env.ELECTRON_EXEC_PATH
  if (exec === undefined) throw new Error('start by "npm run bench": it prepares an Electron')
  const spawnedAt = nowMs()
  const child = spawn(exec, [...sandboxSwitches(), '--remote-debugging-pipe', ...(options.args ?? []), options.app], {
    env: {
      ...process.env,
      SKRANKE_USER_DATA: options.userData,
      SKRANKE_BACKEND: options.backendUrl,
      ...options.env,
    },
    stdio: ['ignore', 'ignore', process.env.SKRANKE_BENCH_LOG ? 'inherit' : 'ignore', 'pipe', 'pipe'],
  })
  const { pid } = child
  if (pid === undefined) throw new Error(`${exec} does not start`)
  const cdp = cdpOver(child.stdio[3] as Writable, child.stdio[4] as Readable)
  const told: ((text: string) => void)[] = []
  cdp.on('Runtime.bindingCalled', ({ payload }) => {
    for (const hear of told) hear(String(payload))
  })
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exit = once(child, 'exit')
    child.kill('SIGKILL')
    await exit
  }

  const attached = new Promise<string>((resolve) => {
    cdp.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if ((targetInfo as { type: string }).type !== 'page') return
      const session = String(sessionId)
      // Sent in one go: what comes before the page's own scripts is not waited for.
      void cdp.send('Runtime.enable', {}, session).catch(() => {})
      void cdp.send('Runtime.addBinding', { name: 'tellBench' }, session).catch(() => {})
      void cdp.send('Page.enable', {}, session).catch(() => {})
      if (options.inEveryPage !== undefined) {
        const source = options.inEveryPage
        void cdp.send('Page.addScriptToEvaluateOnNewDocument', { source }, session).catch(() => {})
        void cdp.send('Runtime.evaluate', { expression: source }, session).catch(() => {})
      }
      resolve(session)
    })
  })
  try {
    const filter = [{ type: 'page' }]
    const auto = { autoAttach: true, waitForDebuggerOnStart: false, flatten: true, filter }
    await bounded('the DevTools pipe', START_MS, cdp.send('Target.setAutoAttach', auto))
    const session = await bounded('the first page', START_MS, attached)
    const command = (method: string, params = {}) => cdp.send(method, params, session)
    return {
      pid,
      spawnedAt,
      command,
      onTold: (hear) => told.push(hear),
      evaluate: async <T>(expression: string) => {
        const answer = await command('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
        const { result, exceptionDetails } = answer as {
          result: { value: T }
          exceptionDetails?: { text: string; exception?: { description?: string } }
        }
        if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
        return result.value
      },
      press: (key) => press(command, key),
      close: async () => {
        const exit = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null
        await cdp.send('Browser.close').catch(() => {})
        if (exit) await bounded('the end of the app', 15_000, exit).catch(kill)
      },
    }
  } catch (error) {
    await kill()
    throw error
  }
}

const CODES: Readonly<Record<string, number>> = {
  Enter: 13,
  ArrowDown: 40,
  ArrowUp: 38,
  PageDown: 34,
  PageUp: 33,
  Home: 36,
  Escape: 27,
  Backspace: 8,
}

async function press(command: ElectronWindow['command'], key: Key): Promise<void> {
  // A form is sent by the character that Enter types.
  const text = key.length === 1 ? { text: key } : key === 'Enter' ? { text: '\r' } : {}
  const code = CODES[key] ?? key.toUpperCase().charCodeAt(0)
  const event = { key, code: key, windowsVirtualKeyCode: code }
  // The answer comes when the page has handled it, which is not waited for: keys of a person do not wait either.
  const down = command('Input.dispatchKeyEvent', { ...event, ...text, type: text.text ? 'keyDown' : 'rawKeyDown' })
  const up = command('Input.dispatchKeyEvent', { ...event, type: 'keyUp' })
  await Promise.all([down, up])
}

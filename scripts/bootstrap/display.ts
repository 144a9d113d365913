import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { SetupError, say } from './say.mjs'
import type { Session } from './session.ts'

const START_MS = 15_000

/** Whether windows need a virtual screen here: Linux with neither X nor Wayland. */
export function needsVirtualDisplay(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean {
  return platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY
}

/** Gives the command a screen: none to do where there is one, otherwise a private Xvfb that ends with the command. */
export async function startDisplay(session: Session): Promise<void> {
  if (!needsVirtualDisplay(process.platform, session.env)) {
    if (!session.env.DISPLAY && session.env.WAYLAND_DISPLAY) session.env.ELECTRON_OZONE_PLATFORM_HINT = 'wayland'
    return
  }
  // The server picks a free display number and writes it to descriptor 3. A process group of its own: Ctrl-C in the terminal must
  // reach the app first, the screen goes last.
  const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset']
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true })
  session.onEnd.push(async () => {
    if (server.exitCode !== null || server.signalCode !== null || server.pid === undefined) return
    server.kill('SIGTERM')
    await once(server, 'exit')
  })
  const number = await displayNumber(server)
  session.env.DISPLAY = `:${number}`
  // A Wayland hint without a Wayland display makes Chromium look for one.
  delete session.env.XDG_SESSION_TYPE
  say(`skranke: no display here, using a virtual one (:${number})`)
}

function displayNumber(server: ReturnType<typeof spawn>): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (problem: string): void => {
      clearTimeout(timer)
      reject(
        new SetupError(
          `The virtual display did not start: ${problem}.`,
          'Run "Xvfb -displayfd 1" to see why, or set DISPLAY to a screen.',
        ),
      )
    }
    const timer = setTimeout(() => fail(`no answer within ${START_MS / 1000} s`), START_MS)
    server.once('error', (error) => fail(error.message))
    server.once('exit', (code, signal) => fail(`Xvfb ended with ${signal ?? `status ${code}`}`))
    let text = ''
    ;(server.stdio[3] as Readable).on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (!text.endsWith('\n')) return
      clearTimeout(timer)
      server.removeAllListeners('exit')
      resolve(text.trim())
    })
  })
}

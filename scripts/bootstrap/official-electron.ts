/** The pinned official Electron, downloaded by the npm package `electron` into its own folder. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { say, step } from './say.mjs'
import { readStamp, type Stamp, updateStamp } from './stamp.mjs'

const DEFAULT_HOST = 'https://github.com/electron/electron/releases/download/'
const REACH_MS = 20_000
const DOWNLOAD_MS = 15 * 60_000
const RETRY_AFTER_MS = 7 * 24 * 3_600_000

export type Official = { readonly dist: string } | { readonly dist?: undefined; readonly problem: string }

/**
 * The folder of the official Electron, downloading it where it is missing. A failed download is remembered in the stamp for a week
 * (or until version or host change), so that the next start does not wait for it again.
 */
export async function officialElectron(root: string): Promise<Official> {
  const folder = join(root, 'node_modules', 'electron')
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  const dist = join(folder, 'dist')
  if (isDownloaded(folder, version)) return { dist }
  const from = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? DEFAULT_HOST
  const host = URL.canParse(from) ? new URL(from).host : from
  if (!shouldTry(readStamp(root), { version, from, nowMs: Date.now() }))
    return { problem: `${host} could not be reached lately` }
  const ok = await step(`downloading Electron ${version} from ${host} (about 110 MB)`, () =>
    runInstaller(folder, version, from),
  )
  if (ok && isDownloaded(folder, version)) return { dist }
  updateStamp(root, { electronUnreachable: { version, from, at: new Date().toISOString() } })
  say(`skranke:   ${host} did not deliver it`)
  return { problem: `${host} did not deliver it` }
}

/** Whether a download is worth trying, given the last failure. */
export function shouldTry(stamp: Stamp, now: { version: string; from: string; nowMs: number }): boolean {
  const last = stamp.electronUnreachable
  if (last === undefined || last.version !== now.version || last.from !== now.from) return true
  return now.nowMs - Date.parse(last.at) > RETRY_AFTER_MS
}

function isDownloaded(folder: string, version: string): boolean {
  try {
    const got = readFileSync(join(folder, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '')
    return got === version && existsSync(join(folder, 'path.txt'))
  } catch {
    return false
  }
}

/**
 * Runs the package's installer. On a network that swallows packets it would wait for minutes: unless the host answers a HEAD request
 * meanwhile, it gets 20 seconds (enough to unpack a copy from Electron's own cache).
 */
async function runInstaller(folder: string, version: string, from: string): Promise<boolean> {
  const installer = spawn(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore' })
  const ended = new Promise<boolean>((resolve) => {
    installer.once('error', () => resolve(false))
    installer.once('exit', (code) => resolve(code === 0))
  })
  let timer = setTimeout(() => installer.kill('SIGKILL'), REACH_MS)
  const url = `${from}v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`
  const probe = new AbortController()
  fetch(url, { method: 'HEAD', signal: probe.signal }).then(
    (answer) => {
      if (!answer.ok) return
      clearTimeout(timer)
      timer = setTimeout(() => installer.kill('SIGKILL'), DOWNLOAD_MS)
    },
    () => {}, // unreachable: the short limit stands
  )
  const ok = await ended
  clearTimeout(timer)
  probe.abort()
  return ok
}

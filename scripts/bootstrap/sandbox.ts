import { readFileSync } from 'node:fs'
import { say } from './say.mjs'

/**
 * Switches for an Electron started from this folder. Chromium's sandbox cannot start as root, nor where Linux keeps user namespaces
 * from programs that no package installed; an installed Skranke always has it.
 */
export function sandboxSwitches(): string[] {
  const problem = sandboxProblem(process.platform, process.getuid?.(), readSetting)
  if (problem === null) return []
  say(`skranke: starting without Chromium's sandbox: ${problem}`)
  return ['--no-sandbox']
}

/** Why the sandbox cannot start here, or null. `setting` reads a kernel setting by its path under /proc/sys. */
export function sandboxProblem(
  platform: NodeJS.Platform,
  userId: number | undefined,
  setting: (path: string) => string | undefined,
): string | null {
  if (platform !== 'linux') return null
  if (userId === 0) return 'this is root'
  const denied =
    setting('kernel/apparmor_restrict_unprivileged_userns') === '1' ||
    setting('kernel/unprivileged_userns_clone') === '0'
  return denied ? 'this system denies user namespaces' : null
}

function readSetting(path: string): string | undefined {
  try {
    return readFileSync(`/proc/sys/${path}`, 'utf8').trim()
  } catch {
    return undefined
  }
}

import { homedir } from 'node:os'
import { join } from 'node:path'

/** The profile's folder: `SKRANKE_USER_DATA`, or where the app keeps it on this system. */
export function userDataFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (env['SKRANKE_USER_DATA']) return env['SKRANKE_USER_DATA']
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Skranke')
  if (platform === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Skranke')
  return join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'Skranke')
}

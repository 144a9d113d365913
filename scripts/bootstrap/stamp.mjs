/** What the setup did to this `node_modules`, kept inside it so that it goes when the folder goes. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @typedef {object} Stamp
 * @property {string} [lockHash] SHA-256 of the lockfile that was installed
 * @property {string} [platform] `process.platform-process.arch` it was installed for
 * @property {{ version: string, from: string, at: string }} [electronUnreachable] the last failed try to get the official Electron
 * @property {boolean} [ownSqlite] better-sqlite3's build/Release was put there by this setup
 */

const pathOf = (/** @type {string} */ root) => join(root, 'node_modules', '.skranke-setup.json')

/**
 * @param {string} root
 * @returns {Stamp} empty where there is none or it cannot be read
 */
export function readStamp(root) {
  try {
    return JSON.parse(readFileSync(pathOf(root), 'utf8'))
  } catch {
    return {}
  }
}

/**
 * @param {string} root
 * @param {Stamp} patch
 */
export function updateStamp(root, patch) {
  const file = pathOf(root)
  writeFileSync(`${file}.new`, `${JSON.stringify({ ...readStamp(root), ...patch }, null, 2)}\n`)
  renameSync(`${file}.new`, file)
}

/**
 * Why the dependencies must be installed (again), or null when they are as the lockfile says.
 * @param {{ hasModules: boolean, stamp: Stamp, lockHash: string, platform: string }} facts
 * @returns {string | null}
 */
export function installReason({ hasModules, stamp, lockHash, platform }) {
  if (!hasModules) return 'they are not there yet'
  if (stamp.lockHash === undefined) return 'it is not known which lockfile they came from'
  if (stamp.platform !== platform) return `they were installed for ${stamp.platform}, this is ${platform}`
  if (stamp.lockHash !== lockHash) return 'the lockfile changed'
  return null
}

/** @param {string} root */
export const hasModules = (root) => existsSync(join(root, 'node_modules', '.package-lock.json'))

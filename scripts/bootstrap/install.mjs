import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError, step } from './say.mjs'
import { hasModules, installReason, readStamp, updateStamp } from './stamp.mjs'

/**
 * Brings `node_modules` in line with the lockfile; a no-op of a few milliseconds when it already is.
 *
 * `npm install --no-save`, not `npm ci`: a lockfile written behind a partial registry mirror lacks the optional packages of other
 * platforms, which `ci` refuses. `--no-save` leaves manifest and lockfile byte-identical. Electron's own download is left to
 * `bootstrap/official-electron.ts`, which can fall back.
 * @param {string} root
 */
export async function installDependencies(root) {
  const lockHash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  const platform = `${process.platform}-${process.arch}`
  const reason = installReason({ hasModules: hasModules(root), stamp: readStamp(root), lockHash, platform })
  if (reason === null) return
  await step(`installing dependencies: ${reason} (about a minute the first time)`, () => npmInstall(root))
  updateStamp(root, { lockHash, platform })
}

/** @param {string} root */
async function npmInstall(root) {
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']
  const env = { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1', PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' }
  const starter = process.env.npm_execpath // the package manager that runs this script, if any
  const npm = starter?.endsWith('npm-cli.js') ? starter : undefined
  const [file, fileArgs] = npm ? [process.execPath, [npm, ...args]] : ['npm', args]
  const status = await new Promise((resolve, reject) => {
    const child = spawn(file, fileArgs, {
      cwd: root,
      env,
      stdio: ['ignore', process.stderr, 'inherit'],
      shell: !npm && process.platform === 'win32',
    })
    child.once('error', reject)
    child.once('exit', resolve)
  })
  if (status !== 0) {
    throw new SetupError(
      'npm could not install the dependencies (its message is above).',
      'Check that the npm registry can be reached (npm ping) and that the disk has 1 GB free, then run the command again.',
    )
  }
}

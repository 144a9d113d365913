import { spawn } from 'node:child_process'
import { constants } from 'node:os'

const FORWARDED = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
const KILL_AFTER_MS = 10_000
const ORPHAN_CHECK_MS = 500

/**
 * Runs a program to its end with this process's input and output. Signals are passed on; a child that ignores one is killed after
 * ten seconds, so that nothing outlives the command. A stopped npm ends the shell between them and says nothing to this process:
 * under npm the loss of the parent therefore counts as SIGTERM.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, stdio?: import('node:child_process').StdioOptions }} [options]
 * @returns {Promise<number>} exit status; 128 + signal number where a signal ended the child, as a shell reports it
 */
export function runChild(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: 'inherit', ...options })
    /** @type {NodeJS.Timeout | undefined} */
    let killTimer
    const forward = (/** @type {NodeJS.Signals} */ signal) => {
      child.kill(signal)
      killTimer ??= setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS)
    }
    for (const signal of FORWARDED) process.on(signal, forward)
    const parent = process.ppid
    const orphanCheck = setInterval(() => {
      if (process.env.npm_lifecycle_event && process.ppid !== parent) forward('SIGTERM')
    }, ORPHAN_CHECK_MS)
    const release = () => {
      clearTimeout(killTimer)
      clearInterval(orphanCheck)
      for (const signal of FORWARDED) process.off(signal, forward)
    }
    child.once('error', (error) => {
      release()
      reject(error)
    })
    child.once('exit', (code, signal) => {
      release()
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0))
    })
  })
}

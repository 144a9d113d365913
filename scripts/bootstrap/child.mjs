import { spawn } from 'node:child_process'
import { constants } from 'node:os'

const FORWARDED = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
const KILL_AFTER_MS = 10_000

/**
 * Runs a program to its end with this process's input and output. Signals are passed on; a child that ignores one is killed after
 * ten seconds, so that nothing outlives the command.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string }} [options]
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
    const release = () => {
      clearTimeout(killTimer)
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

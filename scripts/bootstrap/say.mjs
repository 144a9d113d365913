/** Progress and errors of the setup. All goes to stderr: stdout belongs to the command that is run. */

/** A failure that a person can act on: shown without a stack trace. */
export class SetupError extends Error {
  /**
   * @param {string} problem what is missing or wrong
   * @param {string} remedy what to do about it
   */
  constructor(problem, remedy) {
    super(`${problem}\n  ${remedy.replaceAll('\n', '\n  ')}`)
    this.name = 'SetupError'
  }
}

/** @param {string} text */
export function say(text) {
  process.stderr.write(`${text}\n`)
}

const HEARTBEAT_MS = 15_000

/**
 * Runs one slow step: says that it starts, that it is still at it every 15 seconds, and how long it took.
 * @template T
 * @param {string} text
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(text, work) {
  const startedAt = performance.now()
  const seconds = () => Math.round((performance.now() - startedAt) / 1000)
  say(`skranke: ${text} …`)
  const heartbeat = setInterval(() => say(`skranke:   still at it (${seconds()} s)`), HEARTBEAT_MS)
  try {
    const result = await work()
    say(`skranke:   done in ${seconds()} s`)
    return result
  } finally {
    clearInterval(heartbeat)
  }
}

/**
 * Ends the program with status 1. A SetupError is shown as its two sentences, anything else with its stack.
 * @param {unknown} error
 * @returns {never}
 */
export function reportAndExit(error) {
  if (error instanceof SetupError) say(`\nskranke: ${error.message}`)
  else say(`\nskranke: unexpected failure\n${error instanceof Error ? error.stack : String(error)}`)
  process.exit(1)
}

import { readOptions } from './options.ts'
import { startBackend } from './start.ts'

/** The channel to the app's main process, where the backend runs inside it. */
type ParentPort = {
  readonly postMessage: (message: unknown, transfer: []) => void
  readonly on: (event: 'message', heard: (event: { readonly data: unknown }) => void) => void
}
const parentPort = (process as { parentPort?: ParentPort }).parentPort

/** `npm run backend -- --port N [--data DIR]`, or a utility process of the app. Ends with SIGTERM, SIGINT or the message `stop`. */
async function main(): Promise<void> {
  const starting = startBackend(readOptions(process.argv.slice(2), process.env))
  let ending = false
  const end = async () => {
    if (ending) return
    ending = true
    const backend = await starting.catch(() => undefined)
    await backend?.stop()
    process.exit(0)
  }
  process.on('SIGTERM', () => void end())
  process.on('SIGINT', () => void end())
  parentPort?.on('message', ({ data }) => {
    if (typeof data === 'object' && data !== null && 'type' in data && data.type === 'stop') void end()
  })
  const { url } = await starting
  console.log(`listening on ${url}`)
  parentPort?.postMessage({ type: 'listening', url }, [])
}

// No await at the top: inside the app the module must have been evaluated before its messages come.
main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error)
  console.error(message)
  parentPort?.postMessage({ type: 'failed', message }, [])
  process.exitCode = 1
  setTimeout(() => process.exit(1), 100)
})

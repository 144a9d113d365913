/**
 * The built data process on Electron's own Node, asked as a window asks it: prints whether Node's fetch stack was loaded for the first
 * answers, and whether it is after a request. JavaScript, since this Node strips no types.
 */
import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'

const [, , root, userData] = process.argv
const isLoaded = () => process.moduleLoadList.some((name) => name.includes('undici'))

const parent = new EventEmitter()
const send = (data, ports = []) => parent.emit('message', { data, ports })
// There is no key store here: nothing can be sealed.
parent.postMessage = ({ type, id }) => {
  if (type === 'seal' || type === 'unseal') queueMicrotask(() => send({ type: 'answer', id, value: null }))
}
process.parentPort = parent

await import(pathToFileURL(join(root, 'out/main/data.js')).href)
const config = { userData, migrations: join(root, 'db/migrations'), release: false, clock: null }
send({ type: 'config', config })
const { port1, port2 } = new MessageChannel()
send({ type: 'window' }, [port1])
const client = createORPCClient(new RPCLink({ port: port2 }))
port2.start()
await client.settings.put({ key: 'language', value: 'sv' })
const answer = await client.settings.get()
const atFirst = isLoaded()
await fetch('data:,')
console.info(JSON.stringify({ language: answer.language, atFirst, afterwards: isLoaded() }))
send({ type: 'close' })

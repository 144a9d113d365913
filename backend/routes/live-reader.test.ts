import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { tellReader } from './live-reader.ts'

const ends: (() => unknown)[] = []
afterEach(() => {
  for (const end of ends.splice(0).reverse()) end()
})

/** The stream to a reader that asks and then takes nothing any more. */
async function sleepingReader(): Promise<ServerResponse> {
  const server = createServer()
  ends.push(
    () => server.close(),
    () => server.closeAllConnections(),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const asked = once(server, 'request')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  ends.push(() => socket.destroy())
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
  socket.pause()
  const [, stream] = (await asked) as [unknown, ServerResponse]
  return stream
}

const LONG = 'x'.repeat(64 * 1024)
const untilStuck = async (stream: ServerResponse): Promise<void> => {
  while (stream.write(LONG)) await new Promise((resolve) => setImmediate(resolve))
}

test('a reader that does not listen is let go before it fills the memory', async () => {
  const stream = await sleepingReader()
  const tell = tellReader(stream)
  let told = 0
  for (; told < 1000 && !stream.destroyed; told++) {
    tell(LONG)
    expect(stream.writableLength).toBeLessThan(2 * 1024 * 1024)
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(stream.destroyed).toBe(true)
})

test('news for a stream that has ended, and whose reader has not taken the rest, do the node no harm', async () => {
  const stream = await sleepingReader()
  await untilStuck(stream)
  stream.end()
  expect(stream.destroyed).toBe(false)
  const failed: unknown[] = []
  stream.on('error', (error) => failed.push(error))
  tellReader(stream)('data: 1\n\n')
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(failed).toEqual([])
})

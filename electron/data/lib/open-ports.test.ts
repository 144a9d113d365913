import { MessageChannel } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { openPorts } from './open-ports.ts'
import { systemTimers } from './timers.ts'

const LONG_MS = 60_000

test('what a page says as it goes is heard before its port counts as closed', async () => {
  const ports = openPorts(systemTimers)
  const { port1, port2 } = new MessageChannel()
  const heard: unknown[] = []
  port1.on('message', (message) => heard.push(message))
  ports.add(port1)
  for (let word = 0; word < 100; word += 1) port2.postMessage(word)
  port2.close()
  await ports.closed(LONG_MS)
  expect(heard).toHaveLength(100)
})

test('every port is waited for', async () => {
  const ports = openPorts(systemTimers)
  const [one, other] = [new MessageChannel(), new MessageChannel()]
  for (const { port1 } of [one, other]) ports.add(port1)
  let over = false
  const closed = ports.closed(LONG_MS).then(() => (over = true))
  one.port2.close()
  await new Promise((resolve) => one.port1.once('close', resolve))
  expect(over).toBe(false)
  other.port2.close()
  await closed
})

test('a page that does not go is not waited for longer than was said', async () => {
  const ports = openPorts({
    after: (ms, call) => {
      expect(ms).toBe(50)
      call()
      return () => {}
    },
  })
  const { port1 } = new MessageChannel()
  ports.add(port1)
  await expect(ports.closed(50)).resolves.toBeUndefined()
  port1.close()
})

test('where no window is open nothing is waited for', async () => {
  await expect(openPorts(systemTimers).closed(LONG_MS)).resolves.toBeUndefined()
})

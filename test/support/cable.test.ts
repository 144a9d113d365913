import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Cable, layCable } from './cable.ts'

const server = createServer((request, response) => {
  response.write('here')
  if (request.url !== '/hang') response.end()
})
let cable: Cable

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  cable = await layCable(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
afterAll(async () => {
  await cable.cut()
  server.closeAllConnections()
  server.close()
})

test('a cable carries requests, refuses them while it is cut, and carries them again on the same address', async () => {
  expect(await (await fetch(cable.url)).text()).toBe('here')
  await cable.cut()
  await expect(fetch(cable.url)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
  await cable.plugIn()
  expect(await (await fetch(cable.url)).text()).toBe('here')
})
test('a cut breaks the connections that are open', async () => {
  const response = await fetch(`${cable.url}/hang`)
  const body = response.text()
  await cable.cut()
  await expect(body).rejects.toThrow(/terminated|aborted|closed/)
  await cable.plugIn()
})

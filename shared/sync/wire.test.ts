import { expect, test } from 'vitest'
import { PushResponse } from './wire.ts'

test('an answer with an error code of a newer backend is read, and says that an update is needed', () => {
  const id = '0198aaaa-0000-7000-8000-00000000000a'
  const refused = { id, status: 'refused', error: { code: 'fee.something-new', rule: 'FEE-9' } }
  const response = { epoch: id, serverTime: '2026-03-10T09:00:00Z', results: [refused] }
  expect(PushResponse.parse(response).results[0]).toEqual({
    ...refused,
    error: { code: 'command.unknown', rule: 'FEE-9' },
  })
})

import { expect, test } from 'vitest'
import type { FillPart } from './transport.ts'
import { readFill } from './fill-stream.ts'

const ID = '0198aaaa-0000-7000-8000-00000000000a'
const MARK = JSON.stringify({ cursor: 'customer/x', rows: 1 })

/** The text as a line brings it, cut after so many bytes each. */
const body = (text: string, size: number): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (stream) => {
      const bytes = new TextEncoder().encode(text)
      for (let at = 0; at < bytes.length; at += size) stream.enqueue(bytes.slice(at, at + size))
      stream.close()
    },
  })

async function read(lines: readonly string[], size = 7) {
  const parts: FillPart[] = []
  const end = await readFill(
    body(lines.map((line) => `${line}\n`).join(''), size),
    () => {},
    (part) => parts.push(part) > 0,
  )
  return { parts, end }
}

test('rows are handed on with the mark behind them, wherever the line is cut', async () => {
  const lines = [JSON.stringify(['customer', { id: ID, name: 'Blåbærsyltetøy' }]), MARK, JSON.stringify({ done: true })]
  for (const size of [1, 7, 1000]) {
    const { parts, end } = await read(lines, size)
    expect(end).toMatchObject({ ok: true, value: 'whole' })
    expect(parts).toMatchObject([{ kind: 'rows', rows: [{ table: 'customer', row: { name: 'Blåbærsyltetøy' } }] }])
  }
})

test.each([
  ['no row', ['serviceCase', null]],
  ['a row without an id', ['serviceCase', { name: 'x' }]],
  ['nothing', []],
])('%s is an answer that is not understood, and nothing is taken', async (_what, line) => {
  const { parts, end } = await read([JSON.stringify(line), MARK])
  expect(end).toMatchObject({ ok: false, error: { code: 'server.failed' } })
  expect(parts).toEqual([])
})

import { expect, test } from 'vitest'
import { eventsIn } from './event-stream.ts'

test('events are read whole, however the bytes are cut, and heartbeats are heard', async () => {
  const text = ': hello\n\nid: 1\ndata: {"a":"å"}\r\n\r\ndata: one\ndata: two\n\n: beat\n\n'
  const bytes = new TextEncoder().encode(text)
  for (let size = 1; size <= bytes.length; size++) {
    let heard = 0
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size))
        controller.close()
      },
    })
    const events: string[] = []
    for await (const event of eventsIn(body, () => (heard += 1))) events.push(event)
    expect(events).toEqual(['{"a":"å"}', 'one\ntwo'])
    expect(heard).toBe(Math.ceil(bytes.length / size))
  }
})

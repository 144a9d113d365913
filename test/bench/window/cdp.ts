import type { Readable, Writable } from 'node:stream'

type Answer = Record<string, unknown>
type Message = {
  id?: number
  method?: string
  params?: Answer
  result?: Answer
  error?: { message: string }
  sessionId?: string
}

/** Chrome's DevTools protocol over the pipe of `--remote-debugging-pipe`: messages of JSON, each ended by a zero. */
export type Cdp = {
  readonly send: (method: string, params?: Answer, sessionId?: string) => Promise<Answer>
  readonly on: (method: string, hear: (params: Answer, sessionId: string | undefined) => void) => void
}

export function cdpOver(write: Writable, read: Readable): Cdp {
  const waiting = new Map<
    number,
    { readonly resolve: (answer: Answer) => void; readonly reject: (why: Error) => void }
  >()
  const listeners = new Map<string, ((params: Answer, sessionId: string | undefined) => void)[]>()
  let last = 0
  let text = ''

  function receive({ id, method, params = {}, result = {}, error, sessionId }: Message): void {
    if (id === undefined) {
      for (const hear of listeners.get(method ?? '') ?? []) hear(params, sessionId)
      return
    }
    const asked = waiting.get(id)
    waiting.delete(id)
    if (error) asked?.reject(new Error(error.message))
    else asked?.resolve(result)
  }
  read.setEncoding('utf8')
  read.on('data', (chunk: string) => {
    const parts = (text + chunk).split('\0')
    text = parts.pop() ?? ''
    for (const part of parts) receive(JSON.parse(part) as Message)
  })
  const gone = (): void => {
    for (const { reject } of waiting.values()) reject(new Error('the window is gone'))
    waiting.clear()
  }
  read.on('close', gone)
  write.on('error', gone)
  return {
    send: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        last += 1
        waiting.set(last, { resolve, reject })
        write.write(`${JSON.stringify({ id: last, method, params, ...(sessionId ? { sessionId } : {}) })}\0`)
      }),
    on: (method, hear) => listeners.set(method, [...(listeners.get(method) ?? []), hear]),
  }
}

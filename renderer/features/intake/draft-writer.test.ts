import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createDraftWriter } from './draft-writer.ts'

const content = (text: string) => ({ form: { text }, passcode: null })

/** A store whose writes end when they are told to, as a busy data process does. */
function slowStore() {
  const kept = new Map<string, string>()
  const log: string[] = []
  let gate: Promise<void> = Promise.resolve()
  let fails = false
  const store = {
    async put(id: string, { form }: { form: Readonly<Record<string, unknown>> }) {
      await gate
      if (fails) throw new Error('disk full')
      kept.set(id, String(form['text']))
      log.push(`put ${String(form['text'])}`)
    },
    async remove(id: string) {
      await gate
      kept.delete(id)
      log.push('remove')
    },
    onError: vi.fn(),
  }
  return {
    store,
    kept,
    log,
    fail: (on: boolean) => (fails = on),
    hold() {
      let release = () => {}
      gate = new Promise((resolve) => {
        release = resolve
      })
      return () => release()
    },
  }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('createDraftWriter', () => {
  test('writes the newest text at the latest 250 ms after the first keystroke, also while typing goes on', async () => {
    const { store, kept, log } = slowStore()
    const writer = createDraftWriter(store)
    for (const text of ['a', 'ab', 'abc', 'abcd']) {
      writer.write('d', content(text))
      await vi.advanceTimersByTimeAsync(80)
    }
    expect(kept.get('d')).toBe('abcd')
    expect(log).toEqual(['put abcd'])
  })

  test('flush writes at once', async () => {
    const { store, kept } = slowStore()
    const writer = createDraftWriter(store)
    writer.write('d', content('a'))
    await writer.flush()
    expect(kept.get('d')).toBe('a')
  })

  test('an older text never lands on a newer one', async () => {
    const { store, kept, log, hold } = slowStore()
    const writer = createDraftWriter(store)
    const release = hold()
    writer.write('d', content('old'))
    const first = writer.flush()
    writer.write('d', content('new'))
    const second = writer.flush()
    release()
    await Promise.all([first, second])
    expect(log).toEqual(['put old', 'put new'])
    expect(kept.get('d')).toBe('new')
  })

  test('a removed draft stays removed, whatever was under way', async () => {
    const { store, kept, hold } = slowStore()
    const writer = createDraftWriter(store)
    const release = hold()
    writer.write('d', content('x'))
    void writer.flush()
    const removed = writer.remove('d')
    release()
    await removed
    await vi.advanceTimersByTimeAsync(1000)
    expect(kept.has('d')).toBe(false)
  })

  test('what could not be written is told and written at the next flush', async () => {
    const { store, kept, fail } = slowStore()
    const writer = createDraftWriter(store)
    fail(true)
    writer.write('d', content('x'))
    await writer.flush()
    expect(store.onError).toHaveBeenCalledOnce()
    fail(false)
    await writer.flush()
    expect(kept.get('d')).toBe('x')
  })
})

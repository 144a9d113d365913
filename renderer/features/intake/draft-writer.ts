export type DraftContent = { readonly form: Readonly<Record<string, unknown>>; readonly passcode: string | null }

type Store = {
  readonly put: (id: string, content: DraftContent) => Promise<unknown>
  readonly remove: (id: string) => Promise<unknown>
  readonly onError: (error: unknown) => void
}

/**
 * Writes what is typed soon after it is typed: at the latest `delayMs` after the first keystroke not yet written, however fast the
 * typing goes on. One write a draft is under way at a time and the newest content goes last, so that neither an older state nor a
 * removed draft comes back. What could not be written stays due and is tried again with the next change or flush.
 */
export function createDraftWriter(store: Store, delayMs = 250) {
  const due = new Map<string, DraftContent | 'remove'>()
  const running = new Map<string, Promise<void>>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function write(id: string, content: DraftContent): void {
    due.set(id, content)
    timer ??= setTimeout(() => void flush(), delayMs)
  }

  function remove(id: string): Promise<void> {
    due.set(id, 'remove')
    return run(id)
  }

  /** Writes everything that is due; done when it is kept. */
  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    await Promise.all([...new Set([...due.keys(), ...running.keys()])].map(run))
  }

  function run(id: string): Promise<void> {
    const before = running.get(id)
    if (before) return before
    const turn = drain(id).finally(() => running.delete(id))
    running.set(id, turn)
    return turn
  }

  async function drain(id: string): Promise<void> {
    for (let next = due.get(id); next !== undefined; next = due.get(id)) {
      due.delete(id)
      try {
        await (next === 'remove' ? store.remove(id) : store.put(id, next))
      } catch (error) {
        if (!due.has(id)) due.set(id, next)
        store.onError(error)
        return
      }
    }
  }

  return { write, remove, flush }
}

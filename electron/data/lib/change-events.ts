import type { ChangeEvent } from '#shared/contract/contract.ts'
import type { TableName } from '#shared/domain/tables.ts'
import type { Timers } from './timers.ts'

/** Long enough to gather what one act changes, short enough for the next frames. */
const GATHER_MS = 50
/** More changed cases than this at once are not an act but a pull: their names are not worth sending, any case may be meant. */
const MANY = 50
/** After many the windows hear of the next so much later: each word makes them ask again for all that they show. */
const REST_MS = 250

export type RowsChanged = { readonly tables: Iterable<TableName>; readonly caseIds: Iterable<string> }

export type ChangeEvents = {
  readonly rows: (changed: RowsChanged) => void
  readonly emit: (event: ChangeEvent) => void
  /** Everything from now on, until the signal. */
  readonly subscribe: (signal: AbortSignal | undefined) => AsyncGenerator<ChangeEvent, void>
}

/** Tells every window what changed: changed rows gathered for a moment, of the other kinds only the latest of each; while much comes, four times a second. */
export function createChangeEvents(timers: Timers): ChangeEvents {
  const listeners = new Set<(event: ChangeEvent) => void>()
  const tables = new Set<TableName>()
  const caseIds = new Set<string>()
  const others = new Map<ChangeEvent['kind'], ChangeEvent>()
  let waiting = false
  let resting = false

  function flush(): void {
    waiting = false
    const events = [...others.values()]
    const many = caseIds.size > MANY
    if (tables.size > 0) events.unshift({ kind: 'rows', tables: [...tables], caseIds: many ? [] : [...caseIds] })
    tables.clear()
    caseIds.clear()
    others.clear()
    for (const event of events) for (const listener of listeners) listener(event)
    if (many) rest()
  }
  function rest(): void {
    resting = true
    timers.after(REST_MS, () => {
      resting = false
      if (tables.size > 0 || others.size > 0) flush()
    })
  }
  function soon(): void {
    if (waiting || resting) return
    waiting = true
    timers.after(GATHER_MS, flush)
  }
  return {
    rows: (changed) => {
      for (const table of changed.tables) tables.add(table)
      for (const id of changed.caseIds) caseIds.add(id)
      if (tables.size > 0) soon()
    },
    emit: (event) => {
      others.set(event.kind, event)
      soon()
    },
    subscribe: (signal) => listen(listeners, signal),
  }
}

async function* listen(
  listeners: Set<(event: ChangeEvent) => void>,
  signal: AbortSignal | undefined,
): AsyncGenerator<ChangeEvent, void> {
  const queue: ChangeEvent[] = []
  let wake: () => void = () => {}
  const listener = (event: ChangeEvent): void => {
    queue.push(event)
    wake()
  }
  const abort = (): void => wake()
  listeners.add(listener)
  signal?.addEventListener('abort', abort)
  try {
    for (;;) {
      if (signal?.aborted === true) return
      const event = queue.shift()
      if (event !== undefined) yield event
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    listeners.delete(listener)
    signal?.removeEventListener('abort', abort)
  }
}

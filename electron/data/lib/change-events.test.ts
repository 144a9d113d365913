import { expect, test } from 'vitest'
import type { ChangeEvent } from '#shared/contract/contract.ts'
import { createChangeEvents } from './change-events.ts'
import type { Timers } from './timers.ts'

/** Timers that run when told. */
function handTimers(): { readonly timers: Timers; readonly pass: (ms: number) => void } {
  let now = 0
  let due: { readonly at: number; readonly call: () => void }[] = []
  return {
    timers: {
      after: (ms, call) => {
        const entry = { at: now + ms, call }
        due.push(entry)
        return () => (due = due.filter((each) => each !== entry))
      },
    },
    pass: (ms) => {
      now += ms
      const ready = due.filter(({ at }) => at <= now)
      due = due.filter(({ at }) => at > now)
      for (const { call } of ready) call()
    },
  }
}

const ids = (count: number): string[] => Array.from({ length: count }, (_, i) => `case-${i}`)

/** What a window hears. */
function heard() {
  const { timers, pass } = handTimers()
  const events = createChangeEvents(timers)
  const told: ChangeEvent[] = []
  void (async () => {
    for await (const event of events.subscribe(undefined)) told.push(event)
  })()
  const settle = async (): Promise<readonly ChangeEvent[]> => {
    for (let i = 0; i < 20; i++) await Promise.resolve()
    return told
  }
  return { events, pass, settle }
}

test('what one act changes is told in one message, with its cases', async () => {
  const { events, pass, settle } = heard()
  await settle()
  events.rows({ tables: ['serviceCase'], caseIds: ['a'] })
  events.rows({ tables: ['timelineEntry'], caseIds: ['a', 'b'] })
  pass(50)
  expect(await settle()).toEqual([{ kind: 'rows', tables: ['serviceCase', 'timelineEntry'], caseIds: ['a', 'b'] }])
})

test('a pull of many cases names none of them and is followed by a rest, in which everything gathers', async () => {
  const { events, pass, settle } = heard()
  await settle()
  events.rows({ tables: ['serviceCase'], caseIds: ids(1000) })
  pass(50)
  expect(await settle()).toEqual([{ kind: 'rows', tables: ['serviceCase'], caseIds: [] }])
  for (let i = 0; i < 4; i++) {
    events.rows({ tables: ['serviceCase'], caseIds: ids(1000) })
    pass(50)
  }
  expect(await settle()).toHaveLength(1)
  pass(50)
  expect(await settle()).toHaveLength(2)
})

test('an act after the rest is told as fast as ever', async () => {
  const { events, pass, settle } = heard()
  await settle()
  events.rows({ tables: ['serviceCase'], caseIds: ids(1000) })
  pass(50)
  pass(250)
  events.rows({ tables: ['serviceCase'], caseIds: ['a'] })
  pass(50)
  expect((await settle()).at(-1)).toEqual({ kind: 'rows', tables: ['serviceCase'], caseIds: ['a'] })
})

import { describe, expect, test } from 'vitest'
import type { FeeEntry } from '#shared/domain/fee/fee-entry.rows.ts'
import { feeStanding } from './fee-situation.ts'

const ID = '01900000-0000-7000-8000-000000000001'
const entries = (...kinds: (FeeEntry['kind'] | [FeeEntry['kind'], number])[]): FeeEntry[] =>
  kinds.map((each, seq) => {
    const [kind, amount] = typeof each === 'string' ? ([each, 45000] as const) : each
    const common = { id: ID, caseId: ID, actorId: ID, actorName: 'Kari', actAt: '2026-03-02T10:00:00Z' }
    return { ...common, seq, kind, amount, rule: 'FEE-3', reason: 'x' }
  })
const none = { fees: [], estimate: null, outcome: null, state: 'diagnosing', endReason: null } as const

describe('the sentence under the fee', () => {
  test.each([
    ['nothing is decided', none, 'none'],
    ['the unit is covered', { ...none, outcome: 'covered', state: 'awaiting-part' }, 'none-covered'],
    ['FEE-1 charged, no estimate yet', { ...none, fees: entries('charged') }, 'open'],
    ['FEE-2 an estimate is out', { ...none, fees: entries('charged'), estimate: 'sent' }, 'awaits-answer'],
    [
      'FEE-2 accepted, repair ahead',
      { ...none, fees: entries('charged'), estimate: 'accepted', state: 'repairing' },
      'lapses-when-repaired',
    ],
    [
      'FEE-2 invoiced, then accepted, repair ahead',
      { ...none, fees: entries('charged', 'invoiced'), estimate: 'accepted', state: 'quote-accepted' },
      'invoiced-lapses',
    ],
    ['FEE-3 declined', { ...none, fees: entries('charged'), estimate: 'declined' }, 'stands-declined'],
    [
      'FEE-3 never answered',
      { ...none, fees: entries('charged'), state: 'closed', endReason: 'unanswered' },
      'stands-unanswered',
    ],
    ['FEE-3 invoiced', { ...none, fees: entries('charged', 'invoiced'), estimate: 'declined' }, 'invoiced'],
    [
      'FEE-2 waived when repaired',
      { ...none, fees: entries('charged', 'waived'), estimate: 'accepted', state: 'ready' },
      'waived',
    ],
    ['FEE-3 credited', { ...none, fees: entries('charged', 'invoiced', 'credited') }, 'credited'],
    ['FEE-3 paid', { ...none, fees: entries('charged', 'invoiced', 'paid') }, 'paid'],
    [
      'FEE-3 paid and credited: money back',
      { ...none, fees: entries('charged', 'invoiced', 'paid', 'credited') },
      'refund',
    ],
    ['FEE-3 half of it waived', { ...none, fees: entries('charged', ['waived', 20000]) }, 'open'],
    ['entries that break the ledger', { ...none, fees: entries('paid') }, 'broken'],
  ] as const)('%s', (_name, facts, situation) => {
    expect(feeStanding(facts).situation).toBe(situation)
  })

  test('an accepted estimate whose repair is done no longer lets the fee lapse', () => {
    const facts = { ...none, fees: entries('charged'), estimate: 'accepted', state: 'ready' } as const
    expect(feeStanding(facts).situation).toBe('open')
  })
})

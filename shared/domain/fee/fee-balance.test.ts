import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { feeBalance, RuleInputError } from '../rules/index.ts'
import { diagnosisFeeOn } from './diagnosis-fee.ts'
import { FEE_ENTRY_KINDS, type FeeEntry, type FeeEntryKind } from './fee-balance.ts'

const ledger = (...lines: [FeeEntryKind, number][]) =>
  feeBalance({ entries: lines.map(([kind, amount]) => ({ kind, amount })) })

test('FEE-1: the diagnosis fee is NOK 450 on any day', () => {
  expect(['2015-01-01', '2026-11-22'].map(diagnosisFeeOn)).toEqual([45000, 45000])
})

describe('FEE-3: balances', () => {
  test.each<[string, [FeeEntryKind, number][], { live: boolean; owed: number; invoiced: number }]>([
    ['nothing', [], { live: false, owed: 0, invoiced: 0 }],
    ['charged', [['charged', 45000]], { live: true, owed: 45000, invoiced: 0 }],
    [
      'waived',
      [
        ['charged', 45000],
        ['waived', 45000],
      ],
      { live: false, owed: 0, invoiced: 0 },
    ],
    [
      'waived in part',
      [
        ['charged', 45000],
        ['waived', 20000],
      ],
      { live: true, owed: 25000, invoiced: 0 },
    ],
    [
      'invoiced',
      [
        ['charged', 45000],
        ['invoiced', 45000],
      ],
      { live: true, owed: 45000, invoiced: 45000 },
    ],
    [
      'paid',
      [
        ['charged', 45000],
        ['invoiced', 45000],
        ['paid', 45000],
      ],
      { live: false, owed: 0, invoiced: 45000 },
    ],
    [
      'paid at the desk',
      [
        ['charged', 45000],
        ['paid', 45000],
      ],
      { live: false, owed: 0, invoiced: 0 },
    ],
    [
      'credited',
      [
        ['charged', 45000],
        ['invoiced', 45000],
        ['credited', 45000],
      ],
      { live: false, owed: 0, invoiced: 0 },
    ],
    [
      'invoiced in parts',
      [
        ['charged', 45000],
        ['invoiced', 20000],
        ['paid', 20000],
        ['invoiced', 25000],
      ],
      { live: true, owed: 25000, invoiced: 45000 },
    ],
    [
      'the rest invoiced after a waiver',
      [
        ['charged', 45000],
        ['waived', 5000],
        ['invoiced', 40000],
      ],
      { live: true, owed: 40000, invoiced: 40000 },
    ],
    [
      'credited after payment: money back',
      [
        ['charged', 45000],
        ['invoiced', 45000],
        ['paid', 45000],
        ['credited', 45000],
      ],
      { live: false, owed: -45000, invoiced: 0 },
    ],
    [
      'charged again after a waiver',
      [
        ['charged', 45000],
        ['waived', 45000],
        ['charged', 45000],
      ],
      { live: true, owed: 45000, invoiced: 0 },
    ],
    [
      'a new fee may be waived though the old one was invoiced',
      [
        ['charged', 45000],
        ['invoiced', 45000],
        ['paid', 45000],
        ['charged', 45000],
        ['waived', 45000],
      ],
      { live: false, owed: 0, invoiced: 45000 },
    ],
  ])('%s', (_, lines, balance) => {
    expect(ledger(...lines)).toEqual(balance)
  })
})

describe('FEE-3: laws', () => {
  test.each<[string, [FeeEntryKind, number][]]>([
    [
      'fee.second-live-charge',
      [
        ['charged', 45000],
        ['charged', 45000],
      ],
    ],
    [
      'fee.second-live-charge',
      [
        ['charged', 45000],
        ['waived', 1],
        ['charged', 1],
      ],
    ],
    [
      'fee.waived-after-invoice',
      [
        ['charged', 45000],
        ['invoiced', 45000],
        ['waived', 45000],
      ],
    ],
    [
      'fee.waived-after-invoice',
      [
        ['charged', 45000],
        ['invoiced', 20000],
        ['waived', 25000],
      ],
    ],
    [
      'fee.waived-above-owed',
      [
        ['charged', 45000],
        ['waived', 45001],
      ],
    ],
    ['fee.waived-above-owed', [['waived', 1]]],
    [
      'fee.invoiced-above-owed',
      [
        ['charged', 45000],
        ['invoiced', 45001],
      ],
    ],
    [
      'fee.invoiced-above-owed',
      [
        ['charged', 45000],
        ['waived', 45000],
        ['invoiced', 45000],
      ],
    ],
    [
      'fee.credited-above-invoiced',
      [
        ['charged', 45000],
        ['credited', 1],
      ],
    ],
    [
      'fee.credited-above-invoiced',
      [
        ['charged', 45000],
        ['invoiced', 20000],
        ['credited', 20001],
      ],
    ],
    [
      'fee.credited-above-invoiced',
      [
        ['charged', 9],
        ['invoiced', 9],
        ['credited', 5],
        ['credited', 5],
      ],
    ],
    [
      'fee.paid-above-owed',
      [
        ['charged', 45000],
        ['paid', 45001],
      ],
    ],
    [
      'fee.paid-above-owed',
      [
        ['charged', 45000],
        ['paid', 45000],
        ['paid', 1],
      ],
    ],
    ['fee.paid-above-owed', [['paid', 45000]]],
  ])('%s: %j', (code, lines) => {
    expect(() => ledger(...lines)).toThrow(
      expect.objectContaining({
        code,
        field: 'entries',
        rule: 'FEE-3',
        facts: expect.objectContaining({ index: lines.length - 1 }),
      }),
    )
  })

  test.each([0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, '45000', null, undefined, 2 ** 53])(
    '%s is no amount',
    (amount) => {
      expect(() => feeBalance({ entries: [{ kind: 'charged', amount: amount as number }] })).toThrow(RuleInputError)
    },
  )

  test('any ledger that stands sums up, and never carries two live fees', () => {
    const entry = fc.record({ kind: fc.constantFrom(...FEE_ENTRY_KINDS), amount: fc.integer({ min: 1, max: 5 }) })
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 30 }), (tries) => {
        const accepted: FeeEntry[] = []
        for (const each of tries) {
          const before = feeBalance({ entries: accepted })
          try {
            feeBalance({ entries: [...accepted, each] })
          } catch (error) {
            expect(error).toBeInstanceOf(RuleInputError)
            continue
          }
          if (each.kind === 'charged') expect(before.live).toBe(false)
          accepted.push(each)
        }
        const sum = (kind: FeeEntryKind) =>
          accepted.filter((each) => each.kind === kind).reduce((total, each) => total + each.amount, 0)
        const owed = sum('charged') - sum('waived') - sum('credited') - sum('paid')
        const invoiced = sum('invoiced') - sum('credited')
        expect(feeBalance({ entries: accepted })).toEqual({ live: owed > 0, owed, invoiced })
        expect(invoiced).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 500 },
    )
  })
})

import { describe, expect, test } from 'vitest'
import { blankForm } from './intake-form.ts'
import { liveOnSiteDay, liveWarranty, shouldAdviseProtectionPlan } from './live-verdict.ts'

const mac = { ...blankForm(), product: 'mac' as const, purchasedOn: '2.5.2024', soldByUs: true }

describe('the verdict while typing', () => {
  test('APPLE-3: a Mac in its second year in Norway is covered, in Sweden it is not', () => {
    expect(liveWarranty(mac, 'apple', '2026-04-01')).toMatchObject({ outcome: 'covered', programme: 'extended' })
    expect(liveWarranty({ ...mac, usedIn: 'SE' }, 'apple', '2026-04-01')).toMatchObject({
      outcome: 'not-covered',
      diagnosisFee: 45000,
    })
  })

  test('WDATE: an unknown purchase date leaves the question open, an impossible one leaves it unanswered', () => {
    expect(liveWarranty({ ...mac, purchasedOn: '' }, 'apple', '2026-04-01')?.outcome).toBe('undecided')
    expect(liveWarranty({ ...mac, purchasedOn: '2.5.' }, 'apple', '2026-04-01')).toBe(null)
    expect(liveWarranty({ ...mac, purchasedOn: '2.5.2027' }, 'apple', '2026-04-01')).toBe(null)
  })

  test('only Apple units are asked about Apple warranty', () => {
    expect(liveWarranty(mac, 'hp-print', '2026-04-01')).toBe(null)
  })

  test('LEN-1: Wednesday before Maundy Thursday at 15:31 is promised for the second working day after Easter', () => {
    const at = '2026-04-01T15:31:00+02:00'
    expect(liveOnSiteDay(blankForm(), 'lenovo-onsite', at)?.day).toBe('2026-04-08')
    expect(liveOnSiteDay(blankForm(), 'general', at)).toBe(null)
  })

  test('APPLE-5: a plan is advised where the extended years are or will be worth something', () => {
    expect(shouldAdviseProtectionPlan(mac, liveWarranty(mac, 'apple', '2026-04-01'))).toBe(true)
    const old = { ...mac, purchasedOn: '2.5.2019' }
    expect(shouldAdviseProtectionPlan(old, liveWarranty(old, 'apple', '2026-04-01'))).toBe(false)
  })
})

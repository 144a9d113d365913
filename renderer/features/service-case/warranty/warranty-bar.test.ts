import { describe, expect, test } from 'vitest'
import { warrantyBar } from './warranty-bar.ts'

const mac = { product: 'mac', soldByUs: true, purchasedOn: '2024-01-10', country: 'NO' } as const
const span = (bar: ReturnType<typeof warrantyBar>, kind: string) => bar.spans.find((each) => each.kind === kind)
const mark = (bar: ReturnType<typeof warrantyBar>, kind: string) =>
  bar.marks.find((each) => each.kind === kind)?.left ?? -1

describe('the warranty bar', () => {
  test('APPLE-3: a Mac of ours in Norway has a standard year and two more, to scale', () => {
    const bar = warrantyBar(mac, '2025-06-01', '2025-06-03')
    const standard = span(bar, 'standard')
    const extended = span(bar, 'extended')
    expect(standard?.left).toBe(0)
    expect(extended?.left).toBeCloseTo(standard?.width ?? 0)
    expect((extended?.width ?? 0) / (standard?.width ?? 1)).toBeCloseTo(730 / 366, 2)
    expect(bar.pressed).toBe(false)
  })

  test('APPLE-3: abroad the extended years are drawn as lost, and the cover ends with the standard year', () => {
    const bar = warrantyBar({ ...mac, country: 'SE' }, '2025-06-01', '2025-06-03')
    expect(span(bar, 'extended')).toBeUndefined()
    expect(span(bar, 'elsewhere')?.until).toBe('2027-01-10')
    expect(bar.coveredUntil).toBe('2025-01-10')
  })

  test('WDATE: reported on the last covered day stands inside the bar, the day after does not', () => {
    const extended = (reported: string) => {
      const bar = warrantyBar(mac, reported, '2027-02-01')
      const end = (span(bar, 'extended')?.left ?? 0) + (span(bar, 'extended')?.width ?? 0)
      return mark(bar, 'reported') < end
    }
    expect(extended('2027-01-09')).toBe(true)
    expect(extended('2027-01-10')).toBe(false)
  })

  test('a unit twelve years old still shows its cover on half the width, and nothing leaves the bar', () => {
    const bar = warrantyBar({ ...mac, product: 'other', purchasedOn: '2014-03-01' }, '2026-01-01', '2026-03-01')
    expect(bar.pressed).toBe(true)
    expect(span(bar, 'standard')?.width).toBeCloseTo(50)
    expect(mark(bar, 'today')).toBeLessThan(100)
    expect(mark(bar, 'reported')).toBeLessThan(mark(bar, 'today'))
  })

  test('later days never lie to the left of earlier ones', () => {
    const days = ['2024-01-10', '2025-01-09', '2026-12-31', '2027-01-10', '2030-05-05', '2034-01-01']
    const lefts = days.map((day) => mark(warrantyBar(mac, day, '2034-01-01'), 'reported'))
    expect(lefts).toEqual([...lefts].sort((a, b) => a - b))
  })
})

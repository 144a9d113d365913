import { describe, expect, test } from 'vitest'
import { COMMAND_NAMES } from '#shared/domain/commands.ts'
import { sayIn } from './test-say.ts'
import { timelineWords } from './timeline-words.ts'

/** Data as the commands write it; one entry serves every kind. */
const data = {
  channel: 'phone',
  dueDay: '2026-03-04',
  field: 'purchasedOn',
  from: null,
  to: '2024-05-02',
  text: 'Kunden ringte',
  owner: 'Ola Hansen',
  via: 'sms',
  about: 'reminder',
  damage: ['liquid', 'impact'],
  finding: 'Korrosjon',
  outcome: 'not-covered',
  reasons: [{ rule: 'VOID-3', variant: '', facts: {} }],
  amount: 45000,
  answeredBy: 'Anne',
  work: 'Byttet hovedkort',
  newSerialNo: 'C02XYZ',
  trackingNo: 'NO123',
  reason: 'not-covered',
  orderNo: '9911',
  part: 'Hovedkort',
  for: 'part',
  note: 'leveres tirsdag',
  solution: 'Ny toner',
  acceptedBy: 'Anne',
  command: 'warranty.decide',
  maker: 'Kari Nordvik',
}
const locales = ['nb', 'sv', 'en'] as const

describe.each(locales)('the history in %s', (locale) => {
  test.each(COMMAND_NAMES)('%s has words and shows no id, key or gap', async (kind) => {
    const words = timelineWords({ kind, data }, await sayIn(locale))
    const all = [words.title, ...words.lines, words.change?.from ?? '', words.change?.to ?? ''].join('\n')
    expect(words.title).not.toBe('')
    expect(all).not.toContain('timeline.')
    expect(all).not.toContain('states:')
    expect(all).not.toMatch(/\{\{|undefined|NaN|\[object/)
    expect(all).not.toContain(kind)
  })

  test.each(['warranty', 'progress', 'reminder'])('what the customer was told: %s', async (about) => {
    const { title } = timelineWords({ kind: 'customer.tell', data: { ...data, about } }, await sayIn(locale))
    expect(title).not.toContain('timeline.')
  })

  test.each(['covered', 'not-covered', 'undecided'])('the verdict %s', async (outcome) => {
    const { title } = timelineWords({ kind: 'warranty.decide', data: { ...data, outcome } }, await sayIn(locale))
    expect(title).not.toContain('timeline.')
  })

  test('the same things are said in every language', async () => {
    const nb = await sayIn('nb')
    const other = await sayIn(locale)
    for (const kind of COMMAND_NAMES) {
      const lines = timelineWords({ kind, data }, other).lines.length
      expect([kind, lines]).toEqual([kind, timelineWords({ kind, data }, nb).lines.length])
    }
  })
})

describe('the history in Norwegian', () => {
  test('an edit shows old and new in words', async () => {
    const { title, change } = timelineWords({ kind: 'case.edit', data }, await sayIn('nb'))
    expect(title).toBe('Rettet: Kjøpsdato')
    expect(change).toEqual({ from: '–', to: '2. mai 2024' })
  })

  test('a fee entry that a rule made says why in words; a person’s reason stays as written', async () => {
    const nb = await sayIn('nb')
    const because = (reason: string) => timelineWords({ kind: 'fee.charge', data: { amount: 45000, reason } }, nb)
    expect(because('not-covered')).toMatchObject({
      title: 'Gebyr på 450\u00a0kr lagt på',
      lines: ['Dekkes ikke av garantien'],
    })
    expect(because('etter avtale').lines).toEqual(['etter avtale'])
  })

  test('a verdict carries its reasons', async () => {
    const { reasons } = timelineWords({ kind: 'warranty.decide', data }, await sayIn('nb'))
    expect(reasons.map((reason) => reason.rule)).toEqual(['VOID-3'])
  })

  test('a case handed back names nobody', async () => {
    const { title } = timelineWords({ kind: 'case.assign', data: { owner: null } }, await sayIn('nb'))
    expect(title).toBe('Lagt tilbake uten eier')
  })

  test('a kind from a newer version is told as such', async () => {
    const { title } = timelineWords({ kind: 'case.merge', data: {} }, await sayIn('nb'))
    expect(title).toBe('Hendelse fra en nyere versjon av Skranke')
  })
})

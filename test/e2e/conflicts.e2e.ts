import { readCaseNumber } from '#shared/domain/case-number/case-number.ts'
import { eventually } from '#test/support/bounded.ts'
import { Colleague } from '#test/support/colleague.ts'
import { aMac } from './entries.ts'
import { expect, test } from './fixtures.ts'

test('two answers to one question: both are shown, and mine can be kept', async ({ kari, office }) => {
  const { window, cable } = kari
  const number = await window.register(aMac({ serialNo: 'C02CONF0001' }))
  const open = window.openedCase()
  await open.step('unit.receive')
  await open.step('diagnosis.start')
  await window.untilLive()
  const row = await eventually('the case', () => office.postgres.caseByNumber(readCaseNumber(number).number ?? 0))

  await cable.cut()
  await window.untilOffline()
  await open.decideWarranty({ damage: [], inStock: true })
  const ola = await Colleague.signIn(office.backend.url, 'ola')
  const facts = { product: 'mac', purchasedOn: '2025-08-20', soldByUs: true, usedIn: 'NO' } as const
  const answer = await ola.send(
    'warranty.decide',
    { ...facts, caseId: row.id, damage: ['liquid'], inStock: false, expects: { decisionId: null } },
    office.clock.now(),
  )
  expect(answer).toMatchObject({ status: 'accepted' })

  await cable.plugIn()
  await window.untilLive()
  const centre = await window.openConflicts()
  const shown = await centre.text(number)
  expect(shown).toContain('Dekkes av garantien')
  expect(shown).toContain('Dekkes ikke')
  expect(shown).toMatch(/Ola/)
  await centre.keepMine(number)
  await window.untilLive()

  const decisions = await eventually('my decision at the backend', async () => {
    const rows = await office.postgres.rowsOfCase('warrantyDecision', row.id)
    return rows.length === 2 ? rows : undefined
  })
  expect(decisions.map(({ outcome }) => outcome)).toEqual(['not-covered', 'covered'])
})

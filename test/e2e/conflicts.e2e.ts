import caseWords from '#resources/locales/nb/case.json' with { type: 'json' }
import { readCaseNumber } from '#shared/domain/case-number/case-number.ts'
import { eventually } from '#test/support/bounded.ts'
import { Colleague } from '#test/support/colleague.ts'
import { aMac } from './entries.ts'
import { expect, test, type TestDesk } from './fixtures.ts'

test('two answers to one question: both are shown, a note can be written beside them, and mine can be kept', async ({
  kari,
  office,
}) => {
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
  await noteAndHistoryAreSeen(kari)
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

test('what was typed into a refused change is there after a restart and when its form was closed', async ({
  kari,
  office,
}) => {
  const { window, cable } = kari
  const number = await window.register(aMac({ serialNo: 'C02CONF0002' }))
  const open = window.openedCase()
  await open.step('unit.receive')
  await open.step('diagnosis.start')
  await open.decideWarranty({ damage: ['liquid'] })
  await window.untilLive()
  const row = await eventually('the case', () => office.postgres.caseByNumber(readCaseNumber(number).number ?? 0))

  await cable.cut()
  await window.untilOffline()
  await open.sendEstimate({ amount: '2500', text: 'Ny skjerm' })
  const ola = await Colleague.signIn(office.backend.url, 'ola')
  const answer = await ola.send(
    'estimate.send',
    { caseId: row.id, amount: 310_000, text: 'Nytt topplokk', via: 'phone', expects: { estimateId: null } },
    office.clock.now(),
  )
  expect(answer).toMatchObject({ status: 'accepted' })
  await cable.plugIn()
  await window.untilLive()

  const typed = 'Ny skjerm og nytt hengsel, avtalt på telefon'
  await (await window.openConflicts()).edit(number, { from: 'Ny skjerm', to: typed })
  await kari.restart()
  await window.untilSignedIn()
  const centre = await window.openConflicts()
  await centre.untilEditing(number, typed)
  await centre.closeEdit(number)
  await centre.openEdit(number)
  await centre.untilEditing(number, typed)
  await centre.closeEdit(number)
  await centre.useTheirs(number)
})

/** In the smallest window, with a conflict and tabs above, the key of the note shows the field, its button and what happened last. */
async function noteAndHistoryAreSeen({ window, running }: TestDesk): Promise<void> {
  const { page } = window
  await window.resize(running().app, { width: 1024, height: 640 })
  // Closes the panel of the connection, if that is open.
  await page.getByRole('article').getByRole('heading').first().click()
  await page.keyboard.press('t')
  await expect(page.getByRole('tab')).toHaveCount(1)
  await page.keyboard.press('m')
  await page.keyboard.insertText('Ringer tilbake')
  const pane = await page.getByRole('article').boundingBox()
  const last = page.getByRole('list', { name: caseWords.timeline.heading }).getByRole('listitem').last()
  const history = page.getByRole('region', { name: caseWords.timeline.heading })
  for (const part of [
    page.getByLabel(caseWords.note.label),
    page.getByRole('button', { name: caseWords.note.save }),
    last,
  ])
    await expect(part).toBeInViewport({ ratio: 0.99 })
  const seen = await history.boundingBox()
  expect(pane && seen && seen.y >= pane.y, 'the history is in the pane').toBe(true)
  expect(seen?.height).toBeGreaterThan(96)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('Delete')
  await page.keyboard.press('Escape')
  await window.resize(running().app, { width: 1280, height: 800 })
}

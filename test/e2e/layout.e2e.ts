import type { Locator } from '@playwright/test'
import caseWords from '#resources/locales/nb/case.json' with { type: 'json' }
import queue from '#resources/locales/nb/queue.json' with { type: 'json' }
import shell from '#resources/locales/nb/shell.json' with { type: 'json' }
import { aMac, aPrinter } from './entries.ts'
import { expect, test } from './fixtures.ts'
import { violations } from './pages/violations.ts'
import { FIELD } from './pages/words.ts'

test('a word that is longer than its place breaks, and nothing of a case stands out sideways', async ({ kari }) => {
  const { window } = kari
  const word = 'Trådløstilkoblingsovervåkningsproblematikk'.repeat(3)
  const fields = { contactName: word, serviceLocation: word, productName: word, faultDescription: word, orderNo: word }
  for (const twice of [1, 2])
    await window.register(aMac({ ...fields, serialNo: 'C02LANGT0001', customerRef: `${word}${String(twice)}` }))
  const facts = window.page.getByRole('complementary', { name: caseWords.route.facts })
  await expect(facts).toContainText(caseWords.card.related)
  for (const part of [facts, window.page.locator('main'), window.page.getByRole('listbox')])
    expect(await part.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
})

test('an e-mail address stands beside its label, however long it is', async ({ kari }) => {
  const { page } = kari.window
  const email = 'ingrid.bakke-kristoffersen@utdanningsetaten.oslo.kommune.example'
  await kari.window.register(aMac({ email }))
  const facts = page.getByRole('complementary', { name: caseWords.route.facts })
  const top = async (part: Locator) => (await part.boundingBox())?.y ?? Number.NaN
  const label = facts.getByText(FIELD.email, { exact: true })
  expect(Math.abs((await top(facts.getByText(email))) - (await top(label)))).toBeLessThan(6)
})

test('at 200 % of the smallest window a case has the place of the list, and there is a way back by key and by press (WCAG 1.4.10)', async ({
  kari,
}) => {
  const { window } = kari
  const { page } = window
  await window.register(aPrinter({ faultDescription: 'forstørret' }))
  await page.keyboard.press('Escape')
  await window.resize(kari.running().app, { width: 1024, height: 640, zoom: 2 })
  const number = page.getByTestId('case-number')
  const list = page.getByRole('listbox', { includeHidden: false })
  const back = page.getByRole('button', { name: queue.name.mine })
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(number).toBeVisible()
  await expect(list).toBeHidden()
  expect(await page.getByRole('article').evaluate((part) => part.getBoundingClientRect().width)).toBe(
    await page.evaluate(() => innerWidth),
  )
  expect.soft(await violations(page), 'a case alone').toEqual([])
  await page.keyboard.press('Escape')
  await expect(number).toBeHidden()
  await expect(list).toBeFocused()
  await page.keyboard.press('Enter')
  await back.click()
  await expect(list).toBeFocused()

  await page.getByRole('button', { name: shell.menu }).click()
  expect.soft(await violations(page), 'the menu of the places').toEqual([])
  await page.getByRole('navigation').getByRole('link', { name: queue.name.closed }).click()
  await expect(page.getByRole('heading', { name: queue.name.closed })).toBeVisible()
  await expect(page.getByRole('link', { name: queue.name.closed })).toBeHidden()
})

test('a fault is read in its row: thirty letters of it in the smallest window, whatever the product, and all of a usual one from 1,920 px on', async ({
  kari,
}) => {
  const { window } = kari
  const { app } = kari.running()
  const mac = { productName: 'MacBook Pro 14" M3 Pro', serialNo: 'C02BREDT0001' }
  const [short, usual] = [
    'Slår seg av i alle videomøter.',
    'Lader ikke. Prøvd med to ladere og begge portene på siden.',
  ]
  await window.register(aMac({ ...mac, customerRef: 'B-1', faultDescription: short }))
  await window.register(aMac({ ...mac, customerRef: 'B-2', faultDescription: usual }))
  const hidden = (fault: string) => {
    const title = window.rows.filter({ hasText: fault }).first().getByTitle(fault)
    return () => title.evaluate((part) => part.scrollWidth - part.clientWidth)
  }
  await window.resize(app, { width: 1024, height: 640 })
  await expect.poll(hidden(short), '1024 px').toBe(0)
  for (const width of [1920, 2560]) {
    // The screen may be smaller: then as large as it is, with smaller letters.
    await window.resize(app, { width: 1280, height: 800, zoom: 1280 / width })
    await expect.poll(hidden(usual), `${width} px`).toBe(0)
  }
})

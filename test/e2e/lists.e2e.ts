import type { Locator } from '@playwright/test'
import { v7 as uuidV7 } from 'uuid'
import caseWords from '#resources/locales/nb/case.json' with { type: 'json' }
import queue from '#resources/locales/nb/queue.json' with { type: 'json' }
import search from '#resources/locales/nb/search.json' with { type: 'json' }
import shell from '#resources/locales/nb/shell.json' with { type: 'json' }
import { caseNumber, readCaseNumber } from '#shared/domain/rules/index.ts'
import { eventually } from '#test/support/bounded.ts'
import { Colleague } from '#test/support/colleague.ts'
import { aMac, aPrinter, aRegistration } from './entries.ts'
import { expect, test, type TestDesk } from './fixtures.ts'
import { CaseListPage } from './pages/case-list.ts'
import { violations } from './pages/violations.ts'
import { DO, FIELD } from './pages/words.ts'

/** Cases with faults of these words, unassigned; the list of Ufordelt is shown. */
async function threeCases({ window }: TestDesk, word: string): Promise<CaseListPage> {
  for (const n of ['en', 'to', 'tre']) {
    await window.register(aPrinter({ faultDescription: `${word} ${n}` }))
    await window.page.keyboard.press('Escape')
    await expect(window.page.getByTestId('case-number')).toBeHidden()
  }
  await window.page.keyboard.press('g')
  await window.page.keyboard.press('m')
  return new CaseListPage(window.page)
}

test('a queue is narrowed by columns and words, counted, grouped and shown whole again, by keys alone', async ({
  kari,
}) => {
  const { page } = kari.window
  const list = await threeCases(kari, 'filterprøve')
  await page.keyboard.press('f')
  const menu = page.getByRole('dialog', { name: queue.filter.do })
  await expect(menu.getByRole('combobox')).toBeFocused()
  await page.keyboard.insertText(queue.filter.part.text)
  await page.keyboard.press('Enter')
  await expect(menu.getByRole('textbox')).toBeFocused()
  await page.keyboard.insertText('filterprøve t')
  await page.keyboard.press('Enter')
  await expect(list.rows).toHaveCount(2)
  await expect(list.filters).toContainText('filterprøve t')

  await list.filter(queue.filter.part.state, 'Registrert')
  await expect(list.rows).toHaveCount(2)
  expect.soft(await violations(page), 'a narrowed list').toEqual([])

  await list.display((menu) =>
    menu
      .getByLabel(queue.view.group)
      .selectOption('state')
      .then(() => {}),
  )
  await expect(list.groups).toHaveCount(1)
  await expect(list.groups).toContainText('Registrert')
  await expect(list.groups).toContainText('2')
  expect.soft(await violations(page), 'a grouped list').toEqual([])
  await list.groups.first().click()
  await expect(list.rows).toHaveCount(0)
  await list.groups.first().click()
  await expect(list.rows).toHaveCount(2)

  await list.clearFilters()
  await expect(list.rows.nth(2)).toBeVisible()
  await kari.restart()
  await kari.window.untilSignedIn()
  const again = new CaseListPage(kari.window.page)
  await expect(again.groups.first()).toBeVisible()
})

test('several cases are picked, changed with one press, and taken back as one', async ({ kari }) => {
  const { window } = kari
  const { page } = window
  const list = await threeCases(kari, 'flervalg')
  await window.untilLive()
  await kari.cable.cut()
  await window.untilOffline()
  await expect(list.rows.nth(2)).toBeVisible()
  await page.keyboard.press('j')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(list.picked).toHaveCount(3)
  await expect(list.bulk).toContainText('3')
  await page.keyboard.press('x')
  await expect(list.picked).toHaveCount(2)
  expect.soft(await violations(page), 'picked cases').toEqual([])

  await page.keyboard.press('m')
  await page.keyboard.insertText('Samme beskjed')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(list.bulk).toContainText(queue.bulk.done.replace('{{count}}', '2'))
  await window.untilWaiting(2)
  await list.bulk.getByRole('button', { name: DO.undo }).click()
  await window.untilWaiting(0)
})

test('what is refused for some is said for each, and the others are done', async ({ kari }) => {
  const { window } = kari
  const { page } = window
  const list = await threeCases(kari, 'avvises')
  await window.register(aMac({ faultDescription: 'avvises, for den skal til verkstedet' }))
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('case-number')).toBeHidden()
  await expect(list.rows.first()).toContainText('verkstedet')
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(list.picked).toHaveCount(3)
  await page.keyboard.press('s')
  await page.getByRole('combobox', { name: queue.bulk.step }).fill('start')
  await page.keyboard.press('Enter')
  await expect(list.bulk).toContainText(queue.bulk.done.replace('{{count}}', '2'))
  await expect(list.bulk.getByRole('listitem')).toHaveCount(1)
  await expect(list.picked).toHaveCount(1)
  expect.soft(await violations(page), 'an outcome with a refusal').toEqual([])
})

test('cases stay open as tabs, side by side and after a restart', async ({ kari }) => {
  const { window } = kari
  const list = await threeCases(kari, 'fane')
  await expect(list.rows.nth(2)).toBeVisible()
  const page = window.page
  await page.keyboard.press('j')
  await page.keyboard.press('t')
  await list.rows.nth(2).click({ button: 'middle' })
  const tabs = page.getByRole('tab')
  await expect(tabs).toHaveCount(2)
  await page.keyboard.press('Control+Tab')
  await expect(page.getByTestId('case-number')).toBeVisible()
  const first = await tabs.first().innerText()
  await expect(page.getByTestId('case-number')).toContainText(first.slice(0, 9).replaceAll('\u00a0', ' '))
  expect.soft(await violations(page), 'tabs').toEqual([])
  await page.keyboard.press('Control+Tab')
  await expect(tabs.nth(1)).toHaveAttribute('aria-selected', 'true')
  const shown = await page.getByTestId('case-number').innerText()
  // Left at once: what was done last is kept all the same.
  await kari.restart()
  await window.untilSignedIn()
  await expect(window.page.getByRole('tab')).toHaveCount(2)
  await expect(window.page.getByRole('tab').nth(1)).toHaveAttribute('aria-selected', 'true')
  await expect(window.page.getByTestId('case-number')).toHaveText(shown)
  await window.page.getByRole('tab').first().click()
  await window.page.keyboard.press('ControlOrMeta+w')
  await expect(window.page.getByRole('tab')).toHaveCount(1)
})

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

test('a search marks what matched: words without their accents, phones in any notation, and no whole number', async ({
  kari,
}) => {
  const { window } = kari
  const { page } = window
  const number = await window.register(
    aMac({
      contactName: 'Ylva Markering',
      mobile: '+47 950 12 345',
      email: 'ylva@kunstverket.example',
      serviceLocation: 'Havnelageret 5, 7010 Trondheim',
      serialNo: 'C02-MARK 77',
      faultDescription: 'Varmgang. Etter en stund slår den seg av, og så blir skärmen grønnstripete',
    }),
  )
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  const box = page.getByRole('textbox', { name: search.label })
  const row = window.rows.filter({ hasText: number }).first()
  const marks = row.locator('mark')
  const find = async (text: string, expected: readonly string[]): Promise<void> => {
    await box.fill(text)
    await expect(row).toBeVisible()
    await expect(marks).toHaveText([...expected])
  }
  await find('skarm grønnstri', ['skärm', 'grønnstri'])
  await expect(marks.first()).toBeInViewport()
  expect.soft(await violations(page), 'marked words').toEqual([])
  await page.emulateMedia({ forcedColors: 'active' })
  const ground = () => marks.first().evaluate((mark) => getComputedStyle(mark).backgroundColor)
  expect(await ground()).not.toBe(await row.evaluate((part) => getComputedStyle(part).backgroundColor))
  await page.emulateMedia({ forcedColors: 'none' })
  await find('markering', ['Markering'])
  await find('kunstv', ['kunstv'])
  await expect(row).toContainText(`${FIELD.email}: ylva@kunstverket.example · Varmgang`)
  await expect(marks.first()).toBeInViewport()
  await find('trondheim ylva', ['Trondheim', 'Ylva'])
  await expect(row).toContainText(`${FIELD.serviceLocation}: … Trondheim · Varmgang`)
  expect.soft(await violations(page), 'a match in an address').toEqual([])
  await find('0047 950-12', ['47 95 01 2'])
  await find('rk77', ['RK 77'])
  await find(number, [])
  await find(number.replace(' ', '').slice(0, 7), [number.slice(0, -1)])

  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+k')
  const palette = page.getByRole('dialog')
  const option = palette.getByRole('option', { name: number })
  await palette.getByRole('combobox').fill('skarm grønnstri')
  await expect(option.locator('mark')).toHaveText(['skärm', 'grønnstri'])
  await palette.getByRole('combobox').fill('kunstv')
  await expect(option).toContainText(`${FIELD.email}: ylva@kunstverket.example`)
  await palette.getByRole('combobox').fill('950 12')
  await expect(option.locator('mark')).toHaveText(['95 01 2'])
  expect.soft(await violations(page), 'marked cases in the palette').toEqual([])
})

test('SOS-2: a case is opened by its number, typed, from the clipboard, or by a link; one that is not here is named', async ({
  kari,
}) => {
  const { window } = kari
  const { page } = window
  const number = await window.register(aPrinter())
  const away = async (): Promise<void> => {
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('case-number')).toBeHidden()
  }
  const opened = () => expect(page.getByTestId('case-number')).toContainText(number)
  await away()

  await page.keyboard.press('#')
  const jump = page.getByRole('dialog', { name: shell.jump.label })
  await jump.getByRole('textbox').fill(number.replace(' ', '').slice(0, 7))
  await expect(jump).toContainText(shell.jump.unchecked)
  expect.soft(await violations(page), 'going to a number').toEqual([])
  const wrong = String((Number(number.at(-1)) + 1) % 10)
  await jump.getByRole('textbox').fill(number.slice(0, -1) + wrong)
  await expect(jump).toContainText(shell.jump['check-digit'])
  await jump.getByRole('textbox').fill(number)
  await expect(jump).not.toContainText(shell.jump.unchecked)
  await expect(jump).toContainText('HP LaserJet')
  await page.keyboard.press('Enter')
  await opened()
  await away()

  await kari.running().app.evaluate(({ clipboard }, text) => clipboard.writeText(text), `Sak ${number} gjelder`)
  await page.keyboard.press('ControlOrMeta+v')
  await opened()
  await away()

  const unknown = caseNumber({ serial: 9_876_543 })
  await kari.running().app.evaluate(
    ({ app }, link) => {
      app.emit('second-instance', {}, ['skranke', link])
    },
    `skranke://case/${unknown.replace(' ', '-')}`,
  )
  await expect(page.getByText(shell.jump.unknown.replace('{{number}}', unknown))).toBeVisible()
})

test('cases that come in do not move the rows under the pointer; a quiet word says how many, and shows them', async ({
  kari,
  office,
}) => {
  const { window } = kari
  const { page } = window
  const number = await window.register(aPrinter({ faultDescription: 'roligliste null' }))
  await page.keyboard.press('Escape')
  const list = await threeCases(kari, 'roligliste')
  await window.untilLive()
  await expect(list.rows.nth(3)).toBeVisible()
  const { ownerId } = await eventually('the case', () =>
    office.postgres.caseByNumber(readCaseNumber(number).number ?? 0),
  )
  const idsOf = () => list.rows.evaluateAll((rows) => rows.slice(0, 3).map((row) => row.getAttribute('data-case-id')))
  const place = await list.rows.nth(1).boundingBox()
  if (place === null) throw new Error('the row is not drawn')
  const hover = (x: number) => page.mouse.move(place.x + x, place.y + 10)
  const before = await idsOf()
  await hover(60)

  const per = await Colleague.signIn(office.backend.url, 'per')
  const caseId = uuidV7()
  const answer = await per.send('case.register', { ...aRegistration(caseId), ownerId }, office.clock.now())
  expect(answer).toMatchObject({ status: 'accepted' })
  const fresh = page.getByRole('button', { name: queue.fresh_one.replace('{{count}}', '1') })
  await expect(async () => {
    await hover(60 + Math.round(performance.now() % 20))
    expect(await idsOf()).toEqual(before)
    await expect(fresh).toBeVisible({ timeout: 100 })
  }).toPass()
  expect.soft(await violations(page), 'a list with news').toEqual([])
  await hover(70)
  await page.mouse.move(place.x + 80, place.y - 300)
  await expect(list.row(caseId)).toBeVisible()
})

import { v7 as uuidV7 } from 'uuid'
import queue from '#resources/locales/nb/queue.json' with { type: 'json' }
import { readCaseNumber } from '#shared/domain/rules/index.ts'
import { eventually } from '#test/support/bounded.ts'
import { Colleague } from '#test/support/colleague.ts'
import { aMac, aPrinter, aRegistration } from './entries.ts'
import { expect, test, type TestDesk } from './fixtures.ts'
import { CaseListPage } from './pages/case-list.ts'
import { violations } from './pages/violations.ts'
import { DO } from './pages/words.ts'

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
